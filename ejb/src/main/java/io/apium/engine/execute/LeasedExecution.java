package io.apium.engine.execute;

import io.apium.Execution;
import io.apium.TimeLimitExceededException;
import io.apium.TransactionRefusedException;
import io.apium.engine.execute.Outcome.Overdue;
import io.apium.engine.execute.Outcome.Requeued;
import io.apium.engine.execute.Slots.Slot;
import io.apium.engine.message.MessageCodec;
import io.apium.spi.Lease;
import io.apium.spi.OutgoingMessage;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Executes a task outside of any transaction, as long as it likes.
 *
 * <p>The transaction that takes the message turns it into a lease. Then the task runs on a thread of its own. A second
 * transaction removes the lease and stores the outcome; if another node has removed the lease before, because this one gave no
 * sign of life, the outcome counts for nothing. There are so many slots for tasks; a message that finds none free waits in the
 * queue of leases, from which the next free slot takes it. Thread-safe.
 */
final class LeasedExecution {

    private static final ExecutionLog LOG = new ExecutionLog();
    private static final Duration FIRST_PAUSE = Duration.ofSeconds(1);
    private static final Duration LONGEST_PAUSE = Duration.ofSeconds(30);

    /** How often an outcome may fail to commit, although the database is there, before it is given up. */
    private static final int MOST_REFUSALS = 5;

    private final Desk desk;
    private final TaskRunner runner;
    private final Completion completion;
    private final Judgement judgement;
    private final LeaseSettings settings;
    private final String holder;
    private final Slots slots;
    private Consumer<String> whenFree = queue -> {};
    /** What runs here, or is about to. */
    private final Map<Key, Held> running = new ConcurrentHashMap<>();

    private volatile boolean isClosed;
    private volatile boolean isUnknown;

    /**
     * Creates the execution.
     *
     * @param holder the id of this node
     */
    LeasedExecution(
            Desk desk,
            TaskRunner runner,
            Completion completion,
            Judgement judgement,
            LeaseSettings settings,
            String holder,
            Slots slots) {
        this.desk = desk;
        this.runner = runner;
        this.completion = completion;
        this.judgement = judgement;
        this.settings = settings;
        this.holder = holder;
        this.slots = slots;
    }

    /** Calls the listener, with the name of the queue, whenever a slot has become free. */
    void whenFree(Consumer<String> listener) {
        whenFree = listener;
    }

    /** From now on nothing is leased any more. What is still running is interrupted, and left to other nodes. */
    void close() {
        isClosed = true;
        running.values().forEach(Held::interrupt);
    }

    boolean isClosed() {
        return isClosed;
    }

    /** Says whether the other nodes know that this one is alive. As long as they do not, nothing is leased. */
    void becomeKnown(boolean isKnown) {
        isUnknown = !isKnown;
    }

    /** {@return whether this node works at the lease} */
    boolean runs(Lease lease) {
        return running.containsKey(Key.of(lease));
    }

    /** {@return the node that holds what is leased here} */
    String holder() {
        return holder;
    }

    /** {@return whether this node holds the lease} */
    boolean holds(Lease lease) {
        return lease.holder().equals(holder);
    }

    /** Turns the message into a lease, or lets it wait for a slot, in the current transaction. */
    void take(Attempt attempt) {
        var message = LeasedMessage.of(desk.broker(), attempt.incoming());
        var free = isClosed || isUnknown
                ? Optional.<Slot>empty()
                : slots.tryTake(message.delivery().queue());
        if (free.isEmpty()) {
            desk.broker().send(List.of(message.waiting(settings.queue())));
            return;
        }
        var held = new Held(attempt.of(message), lease(attempt, message), free.get());
        // First, so that the slot is free again whatever fails hereafter.
        desk.transactions().whenEnded(committed -> {
            if (!committed) {
                held.leave();
            }
        });
        // Now, in the surroundings of the worker, of which nothing is left when the transaction has ended.
        var thread = desk.threads().prepare(held::run);
        desk.transactions().whenEnded(committed -> {
            if (committed) {
                held.start(thread);
            } else {
                thread.discard();
            }
        });
        desk.stores().leases().insert(held.lease);
    }

    private Lease lease(Attempt attempt, LeasedMessage message) {
        return new Lease(
                attempt.identity().id(),
                attempt.identity().attempt(),
                attempt.identity().task(),
                holder,
                attempt.worker(),
                attempt.attributes().execution() == Execution.AT_LEAST_ONCE,
                attempt.delivery().count() - 1,
                attempt.startedAt(),
                message.delivery().queue(),
                message.delivery().priority(),
                message.properties(),
                message.body());
    }

    /** What tells a lease of this node from its others. */
    private record Key(String id, int attempt, int losses) {
        static Key of(Lease lease) {
            return new Key(lease.id(), lease.attempt(), lease.losses());
        }
    }

    /** A lease that this node holds, and the attempt that runs on it. */
    private final class Held implements Claim {

        private final Attempt attempt;
        private final Lease lease;
        private final Slot slot;
        private int refusals;
        private @Nullable Thread thread;

        Held(Attempt attempt, Lease lease, Slot slot) {
            this.attempt = attempt;
            this.lease = lease;
            this.slot = slot;
            running.put(Key.of(lease), this);
        }

        void start(Threads.Prepared thread) {
            try {
                thread.start();
            } catch (RuntimeException | Error e) {
                // The transaction that took the message is still about to end, so that this must be done elsewhere.
                desk.scheduler().execute(() -> giveBack(e));
            }
        }

        private synchronized void runOn(@Nullable Thread thread) {
            this.thread = thread;
        }

        synchronized void interrupt() {
            if (thread != null) {
                thread.interrupt();
            }
        }

        void run() {
            try {
                runOn(Thread.currentThread());
                var run = runner.run(attempt, this::overdue);
                runOn(null);
                if (!(run.outcome() instanceof Overdue)) {
                    end(run.invocation(), run.outcome());
                }
            } catch (RuntimeException | Error e) {
                // Not the task's, which would be an outcome. No lease may stay behind that nobody works at.
                if (lease.isRepeatable()) {
                    giveBack(e);
                } else {
                    endUntold(judgement.rolledBack(e));
                }
            }
        }

        private void endUntold(Outcome outcome) {
            LOG.ended(attempt, outcome);
            settle(() -> completion.completeUntold(attempt, null, outcome, this), FIRST_PAUSE);
        }

        private void overdue(Invocation invocation) {
            var identity = attempt.identity();
            var limit = Objects.requireNonNull(attempt.call().limits().hard());
            end(
                    invocation,
                    judgement.rolledBack(new TimeLimitExceededException(identity.id(), identity.task(), limit)));
        }

        private void giveBack(Throwable cause) {
            if (isClosed) {
                LOG.leftToOthers(attempt.identity());
                return;
            }
            LOG.notStarted(attempt.identity(), cause);
            settle(() -> sendAgainIfHeld(lease), FIRST_PAUSE);
        }

        private void end(Invocation invocation, Outcome outcome) {
            if (isClosed && !outcome.keepsWork()) {
                // It may have failed only because the application around it is gone.
                LOG.leftToOthers(attempt.identity());
                return;
            }
            LOG.ended(attempt, outcome);
            settle(() -> complete(invocation, outcome), FIRST_PAUSE);
        }

        /**
         * Ends the lease, and frees its slot; again and again, while the database is away.
         *
         * @param end does so, with the outcome, and returns whether that counts
         */
        @SuppressWarnings("FutureReturnValueIgnored") // What is scheduled sees to itself.
        private void settle(BooleanSupplier end, Duration pause) {
            try {
                if (!end.getAsBoolean()) {
                    endWithoutOutcome();
                }
            } catch (RuntimeException | Error e) {
                if (isClosed) {
                    LOG.leftToOthers(attempt.identity());
                    return;
                }
                if (!isRefused()) {
                    LOG.notCompleted(attempt.identity(), pause, e);
                    var longer = pause.multipliedBy(2);
                    var next = longer.compareTo(LONGEST_PAUSE) < 0 ? longer : LONGEST_PAUSE;
                    desk.scheduler().schedule(() -> settle(end, next), pause.toMillis(), TimeUnit.MILLISECONDS);
                    return;
                }
            }
            leave();
            whenFree.accept(lease.queue());
        }

        private void leave() {
            running.remove(Key.of(lease));
            slot.release();
        }

        /** Ends the lease if the task has a result already, which refuses this outcome. {@return whether it has one} */
        private boolean isRefused() {
            try {
                if (desk.stores().results().find(lease.id()).isEmpty()) {
                    return false;
                }
                endWithoutOutcome();
                return true;
            } catch (RuntimeException e) {
                // The database is away, for this as for the outcome.
                return false;
            }
        }

        private void endWithoutOutcome() {
            if (completion.inNew(this::take)) {
                LOG.late(attempt.identity());
            } else if (isClosed) {
                LOG.leftToOthers(attempt.identity());
            } else {
                LOG.leaseLost(attempt.identity());
            }
        }

        private boolean complete(Invocation invocation, Outcome outcome) {
            if (outcome instanceof Requeued) {
                return sendAgainIfHeld(lease);
            }
            try {
                return outcome.keepsWork()
                        ? completion.inNew(() -> completion.complete(attempt, invocation, outcome, this))
                        : completion.completeInNew(attempt, invocation, outcome, this);
            } catch (HookFailedException e) {
                // A hook that throws after a success makes the task fail.
                return fail(invocation, e.thrown());
            } catch (RuntimeException e) {
                if (!isRefusedByDatabase()) {
                    throw e;
                }
                var identity = attempt.identity();
                if (outcome.keepsWork()) {
                    return fail(invocation, TransactionRefusedException.notCommitted(identity.id(), identity.task()));
                }
                LOG.hookFailed(identity, e);
                return completion.completeUntold(attempt, invocation, outcome, this);
            }
        }

        /** Removes the lease. {@return whether this node held it still} */
        @Override
        public boolean take() {
            return desk.stores().leases().remove(lease);
        }

        private boolean fail(Invocation invocation, Throwable cause) {
            var failure = judgement.rolledBack(cause);
            LOG.ended(attempt, failure);
            return complete(invocation, failure);
        }

        /** {@return whether it is what is written, and not the database being away, that keeps the outcome out} */
        private boolean isRefusedByDatabase() {
            return ++refusals >= MOST_REFUSALS
                    && desk.stores().results().find(lease.id()).isEmpty();
        }
    }

    private boolean sendAgainIfHeld(Lease lease) {
        return completion.inNew(() -> {
            var isHeld = desk.stores().leases().remove(lease);
            if (isHeld) {
                desk.broker().send(List.of(sentAgain(lease)));
            }
            return isHeld;
        });
    }

    /** {@return the message of a lease that is given up, to be sent to its queue again} */
    OutgoingMessage sentAgain(Lease lease) {
        return new OutgoingMessage(
                lease.queue(),
                lease.priority(),
                settings.redeliveryDelay(),
                MessageCodec.propertiesAfterLosses(lease.properties(), lease.losses() + 1),
                lease.body());
    }
}
