package io.apium.it.crash.app;

import io.apium.Execution;
import io.apium.Task;
import io.apium.TaskContext;
import io.apium.TaskHooks;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/** Tasks that run outside a transaction. What they leave behind is written, and sent, by the transaction that ends them. */
@ApplicationScoped
@Task(queue = LeasedWorker.QUEUE, execution = Execution.AT_LEAST_ONCE, retryDelay = "PT0.3S")
class LeasedTasks implements TaskHooks {

    private static final long RUN_NANOS = 200_000_000;

    @Inject
    TaskContext context;

    @Inject
    Ledger ledger;

    @Task
    public void atLeastOnce() {
        runPatiently();
    }

    @Task(execution = Execution.AT_MOST_ONCE)
    public void atMostOnce() {
        ledger.run(context.id());
        takeSomeTime();
    }

    @Task
    public void retry() {
        runPatiently();
        if (context.attempt() == 0) {
            throw context.retry();
        }
    }

    @Override
    public void onSuccess(TaskContext ended, @Nullable Object value) {
        ledger.workAndSendChild(ended.id());
    }

    /** A database that is away would make the task fail, which would be right, and hide what might be wrong. */
    private void runPatiently() {
        while (!isRun()) {
            takeSomeTime();
        }
        takeSomeTime();
    }

    private boolean isRun() {
        try {
            ledger.run(context.id());
            return true;
        } catch (Exception e) {
            // Also a checked one that nobody declares: a commit to which the database did not answer is heuristic.
            return false;
        }
    }

    /** So that a kill finds leases. */
    private static void takeSomeTime() {
        LockSupport.parkNanos(RUN_NANOS);
    }
}
