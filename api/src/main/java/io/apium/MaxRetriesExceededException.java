package io.apium;

/** A task asked to be run again, and had been run as often as it may; it ends as FAILURE. */
public final class MaxRetriesExceededException extends ApiumException {

    private static final long serialVersionUID = 1L;

    /**
     * Creates the exception.
     *
     * @param id the task's id
     * @param task the task's name
     * @param maxRetries how many retries are allowed
     */
    public MaxRetriesExceededException(String id, String task, int maxRetries) {
        super(
                "Task '" + task + "' " + id + " asked for another retry after the " + maxRetries
                        + " it is allowed; it is not" + " tried again",
                null);
    }
}
