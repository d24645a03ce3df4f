package io.apium.engine.execute;

import io.apium.Delivery;
import io.apium.TaskFailure;
import io.apium.TaskRevokedException;
import io.apium.UnknownTaskException;
import io.apium.WorkerLostException;
import io.apium.engine.canvas.Continuations;
import io.apium.engine.canvas.JoinNotThereException;
import io.apium.engine.execute.Outcome.Revoked;
import io.apium.engine.message.MessageCodec;
import io.apium.engine.message.TaskIdentity;
import io.apium.engine.message.TaskMessage;
import io.apium.engine.task.TaskRegistry;
import io.apium.spi.IncomingMessage;
import io.apium.spi.MessageSource;
import io.apium.spi.OutgoingMessage;
import io.apium.spi.Transactions;
import io.apium.spi.UnreadableMessageException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * Works off messages: reads each, decides whether it may run, and has its task executed. It runs inside the transaction that
 * took the message; what it throws must roll that transaction back. Thread-safe.
 */
public final class TaskExecution {

    private static final ExecutionLog LOG = new ExecutionLog();
    private static final Duration PUT_OFF = Duration.ofSeconds(5);

    private final Desk desk;
    private final MessageCodec codec;
    private final TaskRegistry registry;
    private final AtomicExecution atomic;
    private final LeasedExecution leased;
    private final OutcomeRecorder recorder;
    private final Burial burial;
    private final Continuations continuations;
    private final Revocations revocations;
    private final Batches batches;
    private final Instant startedAt;

    TaskExecution(
            Desk desk,
            MessageCodec codec,
            TaskRegistry registry,
            AtomicExecution atomic,
            LeasedExecution leased,
            OutcomeRecorder recorder,
            Burial burial,
            Continuations continuations,
            Revocations revocations,
            Batches batches) {
        this.desk = desk;
        this.codec = codec;
        this.registry = registry;
        this.atomic = atomic;
        this.leased = leased;
        this.recorder = recorder;
        this.burial = burial;
        this.continuations = continuations;
        this.revocations = revocations;
        this.batches = batches;
        this.startedAt = desk.clock().instant();
    }

    /** What working off a message means for its transaction. */
    private enum Share {
        /** More messages may be taken into it. */
        MORE,
        /** It must commit now. */
        LAST,
        /** It will be rolled back, and it is decided what becomes of the message. */
        LOST,
        /** It will be rolled back, and the message is to be worked off again. */
        REQUEUED
    }

    /**
     * Works off a message, and more of its queue in the same transaction, as long as their tasks are batchable and there is
     * time.
     *
     * @param more what else waits in the queue
     * @param worker the worker that took it, as {@code app@host/WorkerClass}
     * @return the delivery of the message whose task asks for it to be delivered again, if there is one
     */
    public Optional<Delivery> execute(IncomingMessage first, MessageSource more, String worker) {
        var batch = batches.begin(first.delivery().queue());
        desk.transactions().whenEnded(batch::end);
        var doubts = new Doubts(startedAt, desk.broker().endsWithThisProcess());
        var next = Optional.of(first);
        while (next.isPresent()) {
            batch.add();
            var message = next.get();
            var share = executeOne(message, worker, doubts);
            if (share == Share.REQUEUED) {
                return Optional.of(message.delivery());
            }
            next = share == Share.MORE && batch.hasRoom() && canCommit() ? more.next() : Optional.empty();
        }
        settle(doubts);
        return Optional.empty();
    }

    /** A message must not be taken into a transaction that is over: nothing would bring it back. */
    private boolean canCommit() {
        return desk.transactions().status() == Transactions.Status.ACTIVE;
    }

    /** Works off a message that has waited for a slot in the queue of leases. */
    void executeWaiting(IncomingMessage waiting, String worker) {
        var doubts = new Doubts(startedAt, desk.broker().endsWithThisProcess());
        executeOne(LeasedMessage.ofWaiting(desk.broker(), waiting), worker, doubts);
        settle(doubts);
    }

    private void settle(Doubts doubts) {
        resolve(doubts);
        if (canCommit()) {
            try {
                // Now that all of the transaction is done, so that no lock is held longer than it must be.
                continuations.settle();
            } catch (JoinNotThereException e) {
                LOG.joinNotThere(e);
                desk.transactions().setRollbackOnly();
            }
        }
    }

    /** If one of the executions is decided, all is rolled back; its message comes again, and is dropped. */
    private void resolve(Doubts doubts) {
        if (doubts.executions().isEmpty() || !canCommit()) {
            return;
        }
        var decided = desk.transactions().outside(() -> desk.stores().results().findDecided(doubts.executions()));
        if (!decided.isEmpty()) {
            LOG.decidedBefore(decided);
            desk.transactions().setRollbackOnly();
        }
    }

    private Share executeOne(IncomingMessage incoming, String worker, Doubts doubts) {
        var start = desk.clock().instant();
        var identity = codec.findIdentity(incoming).orElse(null);
        var mayHaveRun = MessageCodec.mayHaveRun(incoming);
        if (identity != null && mayHaveRun) {
            try {
                if (isDecided(incoming, identity)) {
                    LOG.dropped(identity);
                    return Share.MORE;
                }
                requireJoin(incoming);
            } catch (RuntimeException e) {
                putOff(incoming, identity, e);
                return Share.LAST;
            }
        }
        try {
            if (identity != null) {
                burial.requireHope(incoming, identity);
            }
            var message = codec.decode(incoming);
            var task = registry.get(message.identity().task());
            return admit(new Attempt(incoming, new TaskCall(task, message), worker, start), doubts);
        } catch (UnreadableMessageException | UnknownTaskException | WorkerLostException e) {
            burial.bury(incoming, identity, e, worker, start);
            return mayHaveRun ? Share.LAST : Share.MORE;
        }
    }

    private Share admit(Attempt attempt, Doubts doubts) {
        if (!attempt.isRepeated() && isLeased(attempt) && isDecided(attempt.incoming(), attempt.identity())) {
            LOG.dropped(attempt.identity());
            return Share.MORE;
        }
        if (MessageCodec.isRevoked(attempt.incoming())
                || revocations.contains(attempt.identity().id())) {
            LOG.revoked(attempt.identity());
            recorder.record(attempt, null, revoked("somebody has revoked it"));
            return Share.MORE;
        }
        var expires = attempt.call().message().expires();
        if (expires != null && attempt.startedAt().isAfter(expires)) {
            LOG.expired(attempt.identity(), expires);
            recorder.record(attempt, null, revoked("expired at " + expires));
            return Share.MORE;
        }
        if (attempt.call().message().isCancelledByNext()
                && desk.stores().results().isAbortRequested(attempt.identity().id())) {
            LOG.cancelled(attempt.identity());
            recorder.record(attempt, null, revoked("the next run of its periodic task was due"));
            return Share.MORE;
        }
        if (isLeased(attempt)) {
            leased.take(attempt);
            return Share.MORE;
        }
        return switch (atomic.execute(attempt)) {
            case LOST -> Share.LOST;
            case REQUEUED -> Share.REQUEUED;
            case STORED -> shareOf(attempt);
            case UNSTORED -> {
                doubts.add(attempt);
                yield shareOf(attempt);
            }
        };
    }

    private static Share shareOf(Attempt attempt) {
        return attempt.attributes().batchable() && !attempt.isRepeated() ? Share.MORE : Share.LAST;
    }

    /** What such a task does cannot be rolled back, so that it must be known before whether it counts. */
    private static boolean isLeased(Attempt attempt) {
        return attempt.attributes().execution().isLeased();
    }

    /**
     * As long as nobody can tell whether a message is decided, it is neither worked off nor given up: a new copy of it waits,
     * with which the broker counts from the beginning.
     */
    private void putOff(IncomingMessage incoming, TaskIdentity identity, RuntimeException cause) {
        LOG.putOff(identity, PUT_OFF, cause);
        var delivery = incoming.delivery();
        desk.broker()
                .send(List.of(new OutgoingMessage(
                        delivery.queue(),
                        delivery.priority(),
                        PUT_OFF,
                        MessageCodec.propertiesPutOff(incoming.properties()),
                        incoming.body())));
    }

    /** {@return whether it is decided what becomes of the attempt that the message stands for} */
    private boolean isDecided(IncomingMessage incoming, TaskIdentity identity) {
        // Outside the transaction, which need not reach the database then if the message is dropped.
        return desk.transactions().outside(() -> recorder.isDecided(identity) || isLeased(incoming, identity));
    }

    /** A message can be faster than the rows of the transaction that sent it, and by far if that is in doubt. */
    private void requireJoin(IncomingMessage incoming) {
        TaskMessage message;
        try {
            message = codec.decode(incoming);
        } catch (UnreadableMessageException e) {
            return;
        }
        if (!desk.transactions().outside(() -> continuations.canReport(message))) {
            throw new IllegalStateException("The group whose member it is cannot be seen yet");
        }
    }

    private boolean isLeased(IncomingMessage incoming, TaskIdentity identity) {
        var losses = desk.stores().leases().findLosses(identity.id(), identity.attempt());
        if (losses.filter(held -> held < MessageCodec.losses(incoming)).isPresent()) {
            throw new IllegalStateException(
                    "The lease from which this message was sent again is still there, so that the"
                            + " transaction that took it over is in doubt");
        }
        return losses.isPresent();
    }

    private static Outcome revoked(String reason) {
        return new Revoked(new TaskFailure(TaskRevokedException.class.getName(), reason, ""));
    }
}
