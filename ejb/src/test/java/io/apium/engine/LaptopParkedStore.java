package io.apium.engine;

import io.apium.spi.ParkedMessage;
import io.apium.spi.ParkedMessage.Entry;
import io.apium.spi.ParkedStore;
import java.time.Instant;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Messages that wait for their time in the memory of a {@link Laptop}. */
final class LaptopParkedStore implements ParkedStore {

    private static final Comparator<Entry> ORDER =
            Comparator.comparing(Entry::dueAt).thenComparing(Entry::key);

    private final LaptopTransactions transactions;

    LaptopParkedStore(LaptopTransactions transactions) {
        this.transactions = transactions;
    }

    private Stream<Entry> entries() {
        return transactions.database().memory().parked().values().stream()
                .map(ParkedMessage::entry)
                .sorted(ORDER);
    }

    @Override
    public void insert(ParkedMessage message) {
        transactions.change(memory -> memory.parked().put(message.entry().key(), message));
    }

    @Override
    public List<Entry> lockDue(Instant until, int limit) {
        return entries()
                .filter(entry -> !entry.dueAt().isAfter(until))
                .limit(limit)
                .toList();
    }

    @Override
    public List<ParkedMessage> take(Collection<String> keys) {
        var taken = transactions.database().memory().parked().values().stream()
                .filter(message -> keys.contains(message.entry().key()))
                .sorted(Comparator.comparing(ParkedMessage::entry, ORDER))
                .toList();
        transactions.change(memory -> taken.forEach(message -> {
            if (memory.parked().remove(message.entry().key()) == null) {
                throw new IllegalStateException("Somebody else was quicker");
            }
        }));
        return taken;
    }

    @Override
    public int move(Collection<String> keys, Instant dueAt) {
        var moved = transactions.database().memory().parked().values().stream()
                .filter(message -> keys.contains(message.entry().key()))
                .toList();
        transactions.change(memory -> moved.forEach(message -> memory.parked()
                .put(message.entry().key(), new ParkedMessage(at(message.entry(), dueAt), message.message()))));
        return moved.size();
    }

    private static Entry at(Entry entry, Instant dueAt) {
        return new Entry(
                entry.key(),
                entry.taskId(),
                entry.task(),
                entry.attempt(),
                entry.queue(),
                dueAt,
                entry.parkedAt(),
                entry.size());
    }

    @Override
    public List<Entry> find(String taskId) {
        return entries().filter(entry -> entry.taskId().equals(taskId)).toList();
    }

    @Override
    public List<Entry> list(@Nullable Entry after, int limit) {
        return entries()
                .filter(entry -> after == null || ORDER.compare(entry, after) > 0)
                .limit(limit)
                .toList();
    }
}
