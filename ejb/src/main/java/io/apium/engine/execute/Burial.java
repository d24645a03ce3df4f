package io.apium.engine.execute;

import io.apium.ApiumException;
import io.apium.TaskFailure;
import io.apium.TaskState;
import io.apium.WorkerLostException;
import io.apium.engine.canvas.Continuations;
import io.apium.engine.canvas.Ending;
import io.apium.engine.message.MessageCodec;
import io.apium.engine.message.Place;
import io.apium.engine.message.TaskIdentity;
import io.apium.engine.message.TaskMessage;
import io.apium.engine.result.ResultEntry;
import io.apium.engine.task.TaskRegistry;
import io.apium.spi.IncomingMessage;
import io.apium.spi.UnreadableMessageException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
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
            fail(message, identity, reason, worker, startedAt);
        }
    }

    /** Ends a task that was not called, and whatever depends on it, in the current transaction. */
    void fail(IncomingMessage message, TaskIdentity identity, ApiumException reason, String worker, Instant startedAt) {
        var ended = read(message).or(() -> continuations.planned(identity));
        var errors = ended.map(
                        known -> continuations.withIds(known.continuation().errors()))
                .orElse(List.of());
        var ending = new Ending(TaskState.FAILURE, null, TaskFailure.of(reason), worker, List.of(), errors);
        insert(identity, ended.map(known -> known.continuation().ownPlace()), ending, startedAt);
        ended.filter(TaskMessage::isPartOfCanvas).ifPresent(known -> {
            FailedMessages.keep(desk, known, message);
            continuations.ended(known, ending);
        });
    }

    private Optional<TaskMessage> read(IncomingMessage message) {
        try {
            return Optional.of(codec.decode(message));
        } catch (UnreadableMessageException e) {
            return Optional.empty();
        }
    }

    private void insert(TaskIdentity identity, Optional<Place> place, Ending ending, Instant startedAt) {
        var endedAt = desk.clock().instant();
        new ResultEntry(identity, ending.state(), ending.worker(), endedAt)
                .failure(ending.failure())
                .at(place.orElse(null))
                .children(ending.errorIds())
                .startedAt(startedAt)
                .expiresAt(expiry(identity, endedAt))
                .store(desk.stores(), desk.events());
    }

    private @Nullable Instant expiry(TaskIdentity identity, Instant endedAt) {
        var task = registry.find(identity.task());
        var time = task.isPresent() ? task.get().attributes().result().expires() : expires;
        return time == null || time.isZero() ? null : endedAt.plus(time);
    }
}
