package io.apium.it.crash.app;

import io.apium.Task;
import io.apium.TaskContext;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;

/** Tasks that share transactions. */
@ApplicationScoped
@Task(queue = BatchWorker.QUEUE, batchable = true, retryDelay = "PT0.3S")
class BatchedTasks {

    @Inject
    TaskContext context;

    @Inject
    Ledger ledger;

    @Task
    public void note() {
        ledger.work(context.id());
    }

    @Task
    public void book() {
        ledger.workAndSendChild(context.id());
    }

    @Task(expected = DeclinedException.class)
    public void decline() throws DeclinedException {
        ledger.work(context.id());
        throw new DeclinedException();
    }

    @Task
    public void retry() {
        ledger.work(context.id());
        if (context.attempt() == 0) {
            throw context.retry();
        }
    }
}
