package io.apium.engine.execute;

import io.apium.ApiumException;
import io.apium.engine.message.TaskIdentity;

/** A task, or a hook of it, returned, but left the transaction in a state in which it cannot commit. */
final class TransactionRefusedException extends ApiumException {

    private static final long serialVersionUID = 1L;

    private TransactionRefusedException(String message) {
        super(message, null);
    }

    static TransactionRefusedException byTask(TaskIdentity task) {
        return new TransactionRefusedException("Task " + task
                + " returned, but its transaction had been marked for rollback, by the task itself or by a bean"
                + " it called; its work is rolled back");
    }

    static TransactionRefusedException byHook(TaskIdentity task) {
        return new TransactionRefusedException("A hook of task " + task
                + " returned, but the transaction had been marked for rollback, by the hook itself or by a bean it"
                + " called");
    }
}
