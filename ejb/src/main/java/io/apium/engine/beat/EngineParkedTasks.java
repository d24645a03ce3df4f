package io.apium.engine.beat;

import io.apium.engine.message.MessageCodec;
import io.apium.schedule.ParkedTask;
import io.apium.schedule.ParkedTasks;
import io.apium.spi.Broker;
import io.apium.spi.OutgoingMessage;
import io.apium.spi.ParkedMessage;
import io.apium.spi.ParkedStore;
import io.apium.spi.ResultStore;
import io.apium.spi.Stores;
import io.apium.spi.Transactions;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/** The parked tasks of an engine. Thread-safe. */
final class EngineParkedTasks implements ParkedTasks {

    /** How long it is remembered that a task is revoked. */
    private static final Duration REVOKED = Duration.ofDays(7);

    private final ParkedStore parked;
    private final ResultStore results;
    private final Broker broker;
    private final Transactions transactions;

    EngineParkedTasks(Stores stores, Broker broker, Transactions transactions) {
        this.parked = stores.parked();
        this.results = stores.results();
        this.broker = broker;
        this.transactions = transactions;
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
        return send(taskId, UnaryOperator.identity());
    }

    @Override
    public boolean revoke(String taskId) {
        // A worker ends it, with all that depends on it, also one that does not know yet what is revoked.
        var isSent = new AtomicBoolean();
        transactions.required(() -> {
            isSent.set(send(taskId, message -> message.with(MessageCodec.propertiesRevoked(message.properties()))));
            if (isSent.get()) {
                results.revoke(List.of(taskId), REVOKED);
            }
        });
        return isSent.get();
    }

    private boolean send(String taskId, UnaryOperator<OutgoingMessage> change) {
        var sent = new AtomicBoolean();
        transactions.required(() -> {
            var taken = parked.take(keys(taskId));
            broker.send(taken.stream()
                    .map(parked -> change.apply(parked.message().delayed(Duration.ZERO)))
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
