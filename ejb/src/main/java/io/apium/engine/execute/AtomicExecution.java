package io.apium.engine.execute;

import io.apium.TimeLimitExceededException;
import io.apium.TransactionRefusedException;
import io.apium.engine.execute.Outcome.Failure;
import io.apium.engine.execute.Outcome.Overdue;
import io.apium.engine.execute.Outcome.Requeued;
import io.apium.spi.Transactions;
import io.apium.spi.Transactions.Status;
import java.time.Duration;
import java.util.Objects;

/**
 * Executes a task inside the transaction that took its message.
 *
 * <p>What commits together: a success is stored in that transaction, T1. A failure or a retry is stored in a transaction of
 * its own, T2, and then T1 is rolled back with all the work; the broker delivers the message once more, finds it decided,
 * and it is dropped. Thread-safe.
 */
final class AtomicExecution {

    private static final ExecutionLog LOG = new ExecutionLog();

    private static final Duration DECISION_PATIENCE = Duration.ofSeconds(10);

    private final TaskRunner runner;
    private final Completion completion;
    private final Judgement judgement;
    private final Transactions transactions;

    AtomicExecution(TaskRunner runner, Completion completion, Judgement judgement, Transactions transactions) {
        this.runner = runner;
        this.completion = completion;
        this.judgement = judgement;
        this.transactions = transactions;
    }

    /** What an execution means for its transaction. */
    enum End {
        /** It can commit, with a row that refuses any other outcome. */
        STORED,
        /** It can commit, without such a row. */
        UNSTORED,
        /** It will be rolled back, and the outcome is stored. */
        LOST,
        /** It will be rolled back, and the message is to come again. */
        REQUEUED
    }

    /** Holds as long as T1 has not ended: after that, its message may be with another worker, whose outcome counts. */
    private static final class T1 implements Claim {

        private volatile boolean hasEnded;

        @Override
        public boolean holds() {
            return !hasEnded;
        }
    }

    /** Executes the attempt. */
    End execute(Attempt attempt) {
        var t1 = new T1();
        transactions.whenEnded(committed -> t1.hasEnded = true);
        var run = runner.run(attempt, invocation -> overdue(attempt, invocation, t1));
        return settle(attempt, run.invocation(), run.outcome(), t1);
    }

    private End settle(Attempt attempt, Invocation invocation, Outcome outcome, T1 t1) {
        if (t1.hasEnded) {
            LOG.late(attempt.identity());
            return End.LOST;
        }
        if (outcome.keepsWork()) {
            if (transactions.status() != Status.ACTIVE) {
                return settle(attempt, invocation, refused(attempt, invocation, outcome), t1);
            }
            try {
                if (!completion.complete(attempt, invocation, outcome, t1)) {
                    LOG.late(attempt.identity());
                    return End.LOST;
                }
                LOG.ended(attempt, outcome);
                return OutcomeRecorder.leavesRow(attempt, outcome) ? End.STORED : End.UNSTORED;
            } catch (HookFailedException e) {
                return settle(attempt, invocation, untold(attempt, outcome, e.thrown()), t1);
            }
        }
        LOG.ended(attempt, outcome);
        if (outcome instanceof Overdue) {
            // Its message comes back at once, and must find what was decided.
            invocation.deadline().awaitDecision(DECISION_PATIENCE);
        } else if (!(outcome instanceof Requeued) && !completion.completeInNew(attempt, invocation, outcome, t1)) {
            LOG.late(attempt.identity());
        }
        if (transactions.status() == Status.ACTIVE) {
            transactions.setRollbackOnly();
        }
        return outcome instanceof Requeued ? End.REQUEUED : End.LOST;
    }

    /** A hook failed in the transaction of the work, and takes the work with it. A failure stays the one it is. */
    private Outcome untold(Attempt attempt, Outcome outcome, Throwable thrown) {
        if (outcome instanceof Failure failure) {
            LOG.hookFailed(attempt.identity(), thrown);
            return judgement.rolledBack(failure.cause());
        }
        return judgement.rolledBack(thrown);
    }

    /** The task wants its work to be kept, but left its transaction in a state in which it cannot commit. */
    private Outcome refused(Attempt attempt, Invocation invocation, Outcome outcome) {
        if (outcome instanceof Failure failure) {
            return judgement.rolledBack(failure.cause());
        }
        var identity = attempt.identity();
        var refusal = invocation.offspring().refusal();
        return judgement.rolledBack(
                refusal == null ? TransactionRefusedException.markedByTask(identity.id(), identity.task()) : refusal);
    }

    private void overdue(Attempt attempt, Invocation invocation, T1 t1) {
        var identity = attempt.identity();
        var limit = Objects.requireNonNull(attempt.call().limits().hard());
        var outcome = judgement.rolledBack(new TimeLimitExceededException(identity.id(), identity.task(), limit));
        LOG.ended(attempt, outcome);
        completion.completeInNew(attempt, invocation, outcome, t1);
    }
}
