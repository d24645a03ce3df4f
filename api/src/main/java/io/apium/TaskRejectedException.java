package io.apium;

/** A task refused its message, see {@link Reject}: the message is in the dead-letter queue. */
public final class TaskRejectedException extends ApiumException {

    private static final long serialVersionUID = 1L;

    /**
     * Creates the exception.
     *
     * @param id the task's id
     * @param task the task's name
     * @param reason why
     */
    public TaskRejectedException(String id, String task, String reason) {
        super(
                "Task '" + task + "' " + id + " refused its message, which goes to the dead-letter queue: " + reason,
                null);
    }
}
