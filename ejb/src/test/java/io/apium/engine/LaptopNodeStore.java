package io.apium.engine;

import io.apium.spi.NodeStore;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;

/** Nodes in the memory of a {@link Laptop}. */
final class LaptopNodeStore implements NodeStore {

    private final LaptopTransactions transactions;
    private final Clock clock;

    LaptopNodeStore(LaptopTransactions transactions, Clock clock) {
        this.transactions = transactions;
        this.clock = clock;
    }

    @Override
    public void heartbeat(String id, String name) {
        var now = clock.instant();
        transactions.change(memory -> memory.nodes().put(id, now));
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
