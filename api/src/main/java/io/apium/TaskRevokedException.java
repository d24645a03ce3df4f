package io.apium;

/** The task that was waited for was not called: it was withdrawn, or came too late. */
public final class TaskRevokedException extends ApiumException {

    private static final long serialVersionUID = 1L;

    /**
     * Creates the exception.
     *
     * @param id the task's id
     * @param task the task's name
     * @param reason why it was not called
     */
    public TaskRevokedException(String id, String task, String reason) {
        super("Task '" + task + "' " + id + " was not called: " + reason, null);
    }
}
