package io.apium.engine;

import io.apium.spi.Lease;
import io.apium.spi.LeaseStore;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** Leases in the memory of a {@link Laptop}. */
final class LaptopLeaseStore implements LeaseStore {

    private final LaptopTransactions transactions;
    private final Clock clock;

    LaptopLeaseStore(LaptopTransactions transactions, Clock clock) {
        this.transactions = transactions;
        this.clock = clock;
    }

    @Override
    public void insert(Lease lease) {
        transactions.change(memory -> {
            if (memory.leases().putIfAbsent(List.of(lease.id(), lease.attempt()), lease) != null) {
                throw new IllegalStateException("Task " + lease.id() + " is leased already");
            }
        });
    }

    @Override
    public Optional<Integer> findLosses(String id, int attempt) {
        return Optional.ofNullable(transactions.memory().leases().get(List.<Object>of(id, attempt)))
                .map(Lease::losses);
    }

    @Override
    public List<Lease> findHeld(String holder) {
        return transactions.memory().leases().values().stream()
                .filter(lease -> lease.holder().equals(holder))
                .toList();
    }

    @Override
    public boolean remove(Lease lease) {
        var key = List.<Object>of(lease.id(), lease.attempt());
        var held = transactions.memory().leases().get(key);
        if (held == null || !held.holder().equals(lease.holder()) || held.losses() != lease.losses()) {
            return false;
        }
        transactions.change(memory -> {
            if (memory.leases().remove(key) == null) {
                throw new IllegalStateException("Somebody else was quicker");
            }
        });
        return true;
    }

    @Override
    public boolean removeLost(Lease lease, Duration silence) {
        return findLost(silence, Integer.MAX_VALUE).contains(lease) && remove(lease);
    }

    @Override
    public List<Lease> findLost(Duration silence, int limit) {
        var memory = transactions.memory();
        var cutOff = clock.instant().minus(silence);
        return memory.leases().values().stream()
                .filter(lease ->
                        memory.nodes().getOrDefault(lease.holder(), Instant.MIN).isBefore(cutOff))
                .limit(limit)
                .toList();
    }
}
