package io.apium.it.crash.app;

import io.apium.Task;
import io.apium.TaskContext;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;

/** Tasks that run in transactions of their own. */
@ApplicationScoped
@Task(queue = AtomicWorker.QUEUE, retryDelay = "PT0.3S")
class AtomicTasks {

    @Inject
    TaskContext context;

    @Inject
    Ledger ledger;

    @Task
    public void work() {
        ledger.work(context.id());
    }

    @Task
    public void book() {
        ledger.workAndSendChild(context.id());
    }

    @Task(ignoreResult = true)
    public void forget() {
        ledger.workAndSendChild(context.id());
    }

    /** Its failure is kept as long as a proof may last. */
    @Task(ignoreResult = true, storeErrorsEvenIfIgnored = true, expected = DeclinedException.class)
    public void failFirst() throws DeclinedException {
        ledger.workAndSendChild(context.id());
        if (ledger.run(context.id()) == 1) {
            throw new DeclinedException();
        }
    }

    @Task(expected = DeclinedException.class)
    public void decline() throws DeclinedException {
        ledger.workAndSendChild(context.id());
        throw new DeclinedException();
    }

    @Task(dontRollbackOn = DeclinedException.class, expected = DeclinedException.class)
    public void keep() throws DeclinedException {
        ledger.workAndSendChild(context.id());
        throw new DeclinedException();
    }

    @Task
    public void retry() {
        ledger.workAndSendChild(context.id());
        if (context.attempt() == 0) {
            throw context.retry();
        }
    }

    @Task(retryDelay = "PT2S")
    public void retryLate() {
        retry();
    }
}
