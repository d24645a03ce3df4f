package io.apium.engine.execute;

import io.apium.MessageNotSentException;
import io.apium.PayloadTooLargeException;
import io.apium.TaskFailure;
import io.apium.engine.canvas.Continuations;
import io.apium.engine.execute.Outcome.Failure;
import io.apium.spi.Transactions;
import io.apium.spi.Transactions.Status;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.BooleanSupplier;

/** Makes an outcome last: tells the task's hooks, stores it, and sends what follows. Thread-safe. */
final class Completion {

    private static final ExecutionLog LOG = new ExecutionLog();

    private final OutcomeRecorder recorder;
    private final Continuations continuations;
    private final Transactions transactions;

    Completion(OutcomeRecorder recorder, Continuations continuations, Transactions transactions) {
        this.recorder = recorder;
        this.continuations = continuations;
        this.transactions = transactions;
    }

    /**
     * Completes the attempt in the current transaction.
     *
     * @return false if it is decided already what becomes of the attempt
     * @throws HookFailedException if a hook threw something, or marked the transaction for rollback; nothing is stored then
     */
    boolean complete(Attempt attempt, Invocation invocation, Outcome outcome) {
        Hooks.afterwards(attempt.call().task(), invocation, outcome);
        if (transactions.status() == Status.ROLLBACK_ONLY) {
            throw new HookFailedException(TransactionRefusedException.byHook(attempt.identity()));
        }
        return recorder.record(attempt, invocation, outcome);
    }

    /**
     * Completes the attempt in a transaction of its own, without what the hooks do if they throw something.
     *
     * @param claim is asked first, in that transaction, whether the attempt may still be completed
     * @return false if it may not, or if it is decided already what becomes of it
     */
    boolean completeInNew(Attempt attempt, Invocation invocation, Outcome outcome, BooleanSupplier claim) {
        try {
            return tellAndRecordInNew(attempt, invocation, outcome, claim);
        } catch (PayloadTooLargeException | MessageNotSentException e) {
            // The retry that the task asks for cannot be sent: it is too large, or there is no such queue.
            var failure = new Failure(e, TaskFailure.of(e), false, false);
            LOG.ended(attempt, failure);
            return tellAndRecordInNew(attempt, invocation, failure, claim);
        }
    }

    private boolean tellAndRecordInNew(Attempt attempt, Invocation invocation, Outcome outcome, BooleanSupplier claim) {
        try {
            return inNew(() -> claim.getAsBoolean() && complete(attempt, invocation, outcome));
        } catch (HookFailedException e) {
            LOG.hookFailed(attempt.identity(), e.thrown());
            return inNew(() -> claim.getAsBoolean() && recorder.record(attempt, invocation, outcome));
        }
    }

    /** {@return what the work returns} If that is false, what it did is rolled back. */
    boolean inNew(BooleanSupplier work) {
        var done = new AtomicBoolean();
        transactions.inNew(() -> {
            done.set(work.getAsBoolean());
            if (done.get()) {
                continuations.settle();
            } else {
                transactions.setRollbackOnly();
            }
        });
        return done.get();
    }
}
