package io.apium.engine;

import io.apium.spi.Transactions;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Transactions over the memory of a {@link Laptop}. A transaction collects its changes; its commit makes them in a copy of
 * the memory, which then takes the memory's place. A change that throws prevents the commit of all. Thread-safe.
 */
final class LaptopTransactions implements Transactions {

    private static final class Transaction {
        final List<Consumer<LaptopMemory>> changes = new ArrayList<>();
        boolean rollbackOnly;
    }

    @SuppressWarnings("ThreadLocalUsage") // Each laptop has transactions of its own.
    private final ThreadLocal<@Nullable Transaction> current = new ThreadLocal<>();

    private LaptopMemory committed = new LaptopMemory();

    @Override
    public Optional<Object> current() {
        return Optional.ofNullable(current.get());
    }

    @Override
    public boolean isRollbackOnly() {
        var transaction = current.get();
        return transaction != null && transaction.rollbackOnly;
    }

    @Override
    public void setRollbackOnly() {
        var transaction = current.get();
        if (transaction == null) {
            throw new IllegalStateException("There is no transaction to roll back");
        }
        transaction.rollbackOnly = true;
    }

    @Override
    public void inNew(Runnable work) {
        var transaction = new Transaction();
        within(transaction, () -> {
            work.run();
            return transaction;
        });
        if (!transaction.rollbackOnly) {
            commit(transaction.changes);
        }
    }

    @Override
    public <T> T outside(Supplier<T> work) {
        return within(null, work);
    }

    /** Makes the change with the commit of the current transaction, or at once if there is none. */
    void change(Consumer<LaptopMemory> change) {
        var transaction = current.get();
        if (transaction == null) {
            commit(List.of(change));
        } else {
            transaction.changes.add(change);
        }
    }

    /** {@return a copy of what the current transaction sees: all that is committed, and its own changes} */
    LaptopMemory memory() {
        var transaction = current.get();
        return changed(transaction == null ? List.of() : transaction.changes);
    }

    private synchronized void commit(List<Consumer<LaptopMemory>> changes) {
        committed = changed(changes);
    }

    private synchronized LaptopMemory changed(List<Consumer<LaptopMemory>> changes) {
        var copy = committed.copy();
        changes.forEach(change -> change.accept(copy));
        return copy;
    }

    private <T> T within(@Nullable Transaction transaction, Supplier<T> work) {
        var before = current.get();
        current.set(transaction);
        try {
            return work.get();
        } finally {
            current.set(before);
        }
    }
}
