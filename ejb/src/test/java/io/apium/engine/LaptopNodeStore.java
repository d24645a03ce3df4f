package io.apium.engine;

import io.apium.spi.NodeStore;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** Nodes in the memory of a {@link Laptop}. */
final class LaptopNodeStore implements NodeStore {

    private record Introduction(String name, String jvm, String transactionNode) {}

    private final Map<String, String> names = new ConcurrentHashMap<>();
    private final Map<String, Introduction> introductions = new ConcurrentHashMap<>();
    private final LaptopTransactions transactions;
    private final Clock clock;

    LaptopNodeStore(LaptopTransactions transactions, Clock clock) {
        this.transactions = transactions;
        this.clock = clock;
    }

    @Override
    public void heartbeat(String id, String name) {
        var now = clock.instant();
        names.put(id, name);
        transactions.change(memory -> memory.nodes().put(id, now));
    }

    @Override
    public List<String> introduce(String id, String jvm, String transactionNode, Duration silence) {
        introductions.put(id, new Introduction(names.getOrDefault(id, id), jvm, transactionNode));
        var seen = transactions.memory().nodes();
        var silentSince = clock.instant().minus(silence);
        return introductions.entrySet().stream()
                .filter(other -> seen.getOrDefault(other.getKey(), Instant.MIN).isAfter(silentSince))
                .map(Map.Entry::getValue)
                .filter(other -> other.transactionNode().equals(transactionNode)
                        && !other.jvm().equals(jvm))
                .map(Introduction::name)
                .toList();
    }

    @Override
    public void leave(String id) {
        transactions.change(memory -> memory.nodes().remove(id));
    }

    @Override
    public void deleteSilent(Duration silence) {
        var cutOff = clock.instant().minus(silence);
        transactions.change(memory -> memory.nodes()
                .entrySet()
                .removeIf(node -> node.getValue().isBefore(cutOff)
                        && memory.leases().values().stream()
                                .noneMatch(lease -> lease.holder().equals(node.getKey()))));
    }

    @Override
    public boolean claim(String duty, Duration interval) {
        var now = clock.instant();
        if (transactions.memory().duties().getOrDefault(duty, Instant.MIN).isAfter(now)) {
            return false;
        }
        transactions.change(memory -> memory.duties().put(duty, now.plus(interval)));
        return true;
    }
}
