package io.apium;

/** A task was delivered again and again, and no worker came to an outcome that could be committed. */
public final class WorkerLostException extends ApiumException {

    private static final long serialVersionUID = 1L;

    /**
     * Creates the exception for a task that may run only once.
     *
     * @param id the task's id
     * @param task the task's name
     * @param worker the worker that was lost
     */
    public WorkerLostException(String id, String task, String worker) {
        super(
                "Task '" + task + "' " + id + " was running on " + worker
                        + ", which is gone or gives no sign of life; it may have"
                        + " been done in part, and is not tried again",
                null);
    }

    /**
     * Creates the exception for a task that is given up.
     *
     * @param id the task's id
     * @param task the task's name
     * @param deliveries how often it was delivered
     */
    public WorkerLostException(String id, String task, int deliveries) {
        super(
                "Task '" + task + "' " + id + " was delivered " + deliveries
                        + " times without an outcome: each time its worker was lost, its transaction could not commit, or it"
                        + " gave its message back; it is not tried again",
                null);
    }
}
