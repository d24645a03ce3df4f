package io.apium.it.execution;

import io.apium.Task;
import io.apium.TaskContext;
import jakarta.annotation.Resource;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.transaction.TransactionSynchronizationRegistry;

/** Tasks that share their transactions. */
@ApplicationScoped
@Task(queue = BatchWorker.QUEUE, batchable = true, retryDelay = "PT0.05S")
public class BatchTasks {

    /** What a task does besides its row. */
    public enum Mishap {
        NONE,
        FAILURE,
        RETRY,
        FAILED_COMMIT
    }

    @Inject
    TaskContext context;

    @Inject
    Notes notes;

    @Resource(lookup = "java:comp/TransactionSynchronizationRegistry")
    TransactionSynchronizationRegistry transaction;

    @Task
    public void enter(String account, Mishap mishap) {
        notes.write(account);
        var isFirst = Tally.count(account) == 1;
        switch (mishap) {
            case NONE -> {}
            case FAILURE -> throw new IllegalStateException("no funds on " + account);
            case RETRY -> {
                if (isFirst) {
                    throw context.retry();
                }
            }
            case FAILED_COMMIT -> {
                if (isFirst) {
                    transaction.registerInterposedSynchronization(new Spoiler());
                }
            }
        }
    }

    /** Waits for the test, as one task among others that do not. */
    @Task
    public void hold(String account) throws InterruptedException {
        Gate.of(account).pass();
    }
}
