package io.apium.engine.execute;

import io.apium.ApiumException;
import io.apium.TaskFailure;
import io.apium.TaskState;
import io.apium.WorkerLostException;
import io.apium.engine.canvas.Continuations;
import io.apium.engine.canvas.Ending;
import io.apium.engine.message.MessageCodec;
import io.apium.engine.message.TaskIdentity;
import io.apium.engine.message.TaskMessage;
import io.apium.engine.task.TaskRegistry;
import io.apium.spi.IncomingMessage;
import io.apium.spi.StoredResult;
import io.apium.spi.UnreadableMessageException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Gives up messages that cannot be worked off. Thread-safe. */
final class Burial {

    private static final ExecutionLog LOG = new ExecutionLog();

    private final Desk desk;
    private final MessageCodec codec;
    private final Continuations continuations;
    private final DeadLetters deadLetters;
    private final TaskRegistry registry;
    private final Duration expires;

    /**
     * Creates the burial.
     *
     * @param expires how long the result of a task is kept that nobody knows; zero for ever
     */
    Burial(
            Desk desk,
            MessageCodec codec,
            Continuations continuations,
            DeadLetters deadLetters,
            TaskRegistry registry,
            Duration expires) {
        this.desk = desk;
        this.codec = codec;
        this.continuations = continuations;
        this.deadLetters = deadLetters;
        this.registry = registry;
        this.expires = expires;
    }

    /** @throws WorkerLostException if the message has been delivered too often without an outcome */
    void requireHope(IncomingMessage message, TaskIdentity identity) {
        var deliveries = message.delivery().count() - 1 + MessageCodec.losses(message);
        if (deliveries >= deadLetters.maxDeliveries()) {
            throw new WorkerLostException(identity.id(), identity.task(), deliveries);
        }
    }

    /**
     * Sends a message to the dead-letter queue, as it is, and says so in the task's result, in the current transaction.
     *
     * @param identity the task, or null if it cannot be told
     */
    void bury(
            IncomingMessage message,
            @Nullable TaskIdentity identity,
            ApiumException reason,
            String worker,
            Instant startedAt) {
        LOG.buried(identity, message.delivery().queue(), deadLetters.queue(), reason);
        message.forward(
                deadLetters.queue(),
                Map.of(
                        DeadLetters.REASON,
                        String.valueOf(reason.getMessage()),
                        DeadLetters.QUEUE,
                        message.delivery().queue()));
        if (identity != null && desk.stores().results().find(identity.id()).isEmpty()) {
            fail(identity, reason, worker, startedAt);
            follow(identity, message, reason, worker);
        }
    }

    /** Ends a task that was not called, and whatever depends on it, in the current transaction. */
    void fail(IncomingMessage message, TaskIdentity identity, ApiumException reason, String worker, Instant startedAt) {
        fail(identity, reason, worker, startedAt);
        follow(identity, message, reason, worker);
    }

    /** Tells what depends on the task, if the message can be read. */
    private void follow(TaskIdentity identity, IncomingMessage incoming, ApiumException reason, String worker) {
        TaskMessage message;
        try {
            message = codec.decode(incoming);
        } catch (UnreadableMessageException e) {
            // It is from somebody who does not know of canvases.
            return;
        }
        if (message.isPartOfCanvas()) {
            FailedMessages.keep(desk, identity, incoming);
            continuations.ended(
                    message, new Ending(TaskState.FAILURE, null, TaskFailure.of(reason), worker, List.of(), true));
        }
    }

    private void fail(TaskIdentity identity, ApiumException reason, String worker, Instant startedAt) {
        var endedAt = desk.clock().instant();
        desk.stores()
                .results()
                .insert(new StoredResult(
                        identity.id(),
                        identity.task(),
                        TaskState.FAILURE,
                        identity.attempt(),
                        null,
                        TaskFailure.of(reason),
                        worker,
                        identity.rootId(),
                        identity.parentId(),
                        startedAt,
                        endedAt,
                        expiry(identity, endedAt),
                        null));
        desk.events().announce(identity, TaskState.FAILURE, worker);
    }

    private @Nullable Instant expiry(TaskIdentity identity, Instant endedAt) {
        var task = registry.find(identity.task());
        var time = task.isPresent() ? task.get().attributes().result().expires() : expires;
        return time == null || time.isZero() ? null : endedAt.plus(time);
    }
}
