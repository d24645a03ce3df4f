package io.apium.engine.execute;

import io.apium.ApiumException;
import io.apium.engine.message.TaskIdentity;

/** A task returned, but left its transaction in a state in which it cannot commit. */
final class TransactionRefusedException extends ApiumException {

    private static final long serialVersionUID = 1L;

    TransactionRefusedException(TaskIdentity task) {
        super(
                "Task " + task
                        + " returned, but its transaction had been marked for rollback, by the task itself or by a bean"
                        + " it called; its work is rolled back",
                null);
    }
}
