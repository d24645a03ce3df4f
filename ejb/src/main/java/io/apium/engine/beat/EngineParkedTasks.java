package io.apium.engine.beat;

import io.apium.engine.message.MessageCodec;
import io.apium.schedule.ParkedTask;
import io.apium.schedule.ParkedTasks;
import io.apium.spi.Broker;
import io.apium.spi.OutgoingMessage;
import io.apium.spi.ParkedMessage;
import io.apium.spi.ParkedStore;
import io.apium.spi.Transactions;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/** The parked tasks of an engine. Thread-safe. */
final class EngineParkedTasks implements ParkedTasks {

    private final ParkedStore parked;
    private final Broker broker;
    private final Transactions transactions;
    private final MessageCodec codec;

    EngineParkedTasks(ParkedStore parked, Broker broker, Transactions transactions, MessageCodec codec) {
        this.parked = parked;
        this.broker = broker;
        this.transactions = transactions;
        this.codec = codec;
    }

    @Override
    public List<ParkedTask> list(@Nullable ParkedTask after, int limit) {
        return tasks(parked.list(after == null ? null : entry(after), limit));
    }

    @Override
    public List<ParkedTask> find(String taskId) {
        return tasks(parked.find(taskId));
    }

    @Override
    public boolean move(String taskId, Instant eta) {
        return parked.move(keys(taskId), eta) > 0;
    }

    @Override
    public boolean release(String taskId) {
        return send(taskId, body -> body);
    }

    @Override
    public boolean revoke(String taskId) {
        // A worker ends it, with all that depends on it, as it does with one that comes too late.
        return send(taskId, body -> codec.bodyThatExpires(body, Instant.EPOCH));
    }

    private boolean send(String taskId, UnaryOperator<String> bodies) {
        var sent = new AtomicBoolean();
        transactions.required(() -> {
            var taken = parked.take(keys(taskId));
            broker.send(taken.stream()
                    .map(ParkedMessage::message)
                    .map(message -> new OutgoingMessage(
                            message.queue(),
                            message.priority(),
                            Duration.ZERO,
                            message.properties(),
                            bodies.apply(message.body())))
                    .toList());
            sent.set(!taken.isEmpty());
        });
        return sent.get();
    }

    private List<String> keys(String taskId) {
        return parked.find(taskId).stream().map(ParkedMessage.Entry::key).toList();
    }

    private static List<ParkedTask> tasks(List<ParkedMessage.Entry> entries) {
        return entries.stream()
                .map(entry -> new ParkedTask(
                        entry.taskId(),
                        entry.task(),
                        entry.attempt(),
                        entry.queue(),
                        entry.dueAt(),
                        entry.parkedAt(),
                        entry.key()))
                .toList();
    }

    private static ParkedMessage.Entry entry(ParkedTask task) {
        return new ParkedMessage.Entry(
                task.key(), task.id(), task.task(), task.attempt(), task.queue(), task.eta(), task.parkedAt(), 0);
    }
}
