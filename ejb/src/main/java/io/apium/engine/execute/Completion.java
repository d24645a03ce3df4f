package io.apium.engine.execute;

import io.apium.MessageNotSentException;
import io.apium.PayloadTooLargeException;
import io.apium.TaskFailure;
import io.apium.TransactionRefusedException;
import io.apium.engine.canvas.Continuations;
import io.apium.engine.execute.Outcome.Failure;
import io.apium.spi.Transactions;
import io.apium.spi.Transactions.Status;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

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
     * @return false if it may not be completed, because the claim does not hold, the transaction has ended meanwhile, or it
     *     is decided already what becomes of it
     * @throws HookFailedException if a hook threw something, or marked the transaction for rollback; nothing is stored then
     */
    boolean complete(Attempt attempt, Invocation invocation, Outcome outcome, Claim claim) {
        if (!claim.take()) {
            return false;
        }
        Hooks.afterwards(attempt.call().task(), invocation, outcome);
        if (transactions.status() == Status.ROLLBACK_ONLY) {
            var identity = attempt.identity();
            throw new HookFailedException(TransactionRefusedException.markedByHook(identity.id(), identity.task()));
        }
        return transactions.status() == Status.ACTIVE && claim.holds() && recorder.record(attempt, invocation, outcome);
    }

    /**
     * Completes the attempt in a transaction of its own, without what the hooks do if they throw something.
     *
     * @return false if it may not be completed any more
     */
    boolean completeInNew(Attempt attempt, Invocation invocation, Outcome outcome, Claim claim) {
        try {
            return tellAndRecordInNew(attempt, invocation, outcome, claim);
        } catch (PayloadTooLargeException | MessageNotSentException e) {
            // The retry that the task asks for cannot be sent: it is too large, or there is no such queue.
            var failure = new Failure(e, TaskFailure.of(e), false, false);
            LOG.ended(attempt, failure);
            return tellAndRecordInNew(attempt, invocation, failure, claim);
        }
    }

    private boolean tellAndRecordInNew(Attempt attempt, Invocation invocation, Outcome outcome, Claim claim) {
        try {
            return inNew(() -> complete(attempt, invocation, outcome, claim));
        } catch (HookFailedException e) {
            LOG.hookFailed(attempt.identity(), e.thrown());
            return completeUntold(attempt, invocation, outcome, claim);
        }
    }

    /**
     * Completes the attempt in a transaction of its own, without telling the hooks.
     *
     * @param invocation the call, or null if nobody knows how far it came
     * @return false if it may not be completed any more
     */
    boolean completeUntold(Attempt attempt, @Nullable Invocation invocation, Outcome outcome, Claim claim) {
        return inNew(() -> claim.take() && claim.holds() && recorder.record(attempt, invocation, outcome));
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
