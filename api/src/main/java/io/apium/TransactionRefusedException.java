package io.apium;

/**
 * A task, or a hook of it, returned, but left its transaction in a state in which it cannot commit: the task ends as FAILURE
 * with this exception, and its work is rolled back.
 */
public final class TransactionRefusedException extends ApiumException {

    private static final long serialVersionUID = 1L;

    private TransactionRefusedException(String message) {
        super(message, null);
    }

    /**
     * {@return the exception for a transaction that a task has marked for rollback}
     *
     * @param id the task's id
     * @param task the task's name
     */
    public static TransactionRefusedException markedByTask(String id, String task) {
        return new TransactionRefusedException("Task '" + task + "' " + id
                + " returned, but its transaction had been marked for rollback, by the task itself or by a bean"
                + " it called; its work is rolled back");
    }

    /**
     * {@return the exception for a transaction that a hook has marked for rollback}
     *
     * @param id the task's id
     * @param task the task's name
     */
    public static TransactionRefusedException markedByHook(String id, String task) {
        return new TransactionRefusedException("A hook of task '" + task + "' " + id
                + " returned, but the transaction had been marked for rollback, by the hook itself or by a bean it"
                + " called");
    }

    /**
     * {@return the exception for an outcome whose transaction never commits}
     *
     * @param id the task's id
     * @param task the task's name
     */
    public static TransactionRefusedException notCommitted(String id, String task) {
        return new TransactionRefusedException("The outcome of task '" + task + "' " + id
                + " could not be stored, together with what its hooks did if it has any: each time the transaction did"
                + " not commit");
    }
}
