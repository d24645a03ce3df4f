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
        final List<Consumer<Boolean>> listeners = new ArrayList<>();
        boolean rollbackOnly;
        boolean timedOut;

        void end(boolean isCommitted) {
            var all = List.copyOf(listeners);
            listeners.clear();
            all.forEach(listener -> listener.accept(isCommitted));
        }
    }

    @SuppressWarnings("ThreadLocalUsage") // Each laptop has transactions of its own.
    private final ThreadLocal<@Nullable Transaction> current = new ThreadLocal<>();

    private LaptopMemory committed = new LaptopMemory();
    private volatile boolean databaseIsAway;
    private int commitsBeforeFailures;
    private int commitsToFail;
    private int commitsUntilPowerCut = Integer.MAX_VALUE;
    private int recoveries;

    @Override
    public Optional<Object> current() {
        return Optional.ofNullable(current.get());
    }

    @Override
    public Status status() {
        var transaction = current.get();
        if (transaction == null) {
            return Status.NONE;
        }
        if (transaction.timedOut) {
            return Status.ENDED;
        }
        return transaction.rollbackOnly ? Status.ROLLBACK_ONLY : Status.ACTIVE;
    }

    /** Rolls a transaction back, as a server does when it has lasted too long. */
    void timeOut(Object which) {
        var transaction = (Transaction) which;
        transaction.rollbackOnly = true;
        transaction.timedOut = true;
        transaction.end(false);
    }

    void databaseIsAway(boolean isAway) {
        databaseIsAway = isAway;
    }

    /** {@return this, for what is in the database, if that is there} */
    LaptopTransactions database() {
        if (databaseIsAway) {
            throw new IllegalStateException("The database is away");
        }
        return this;
    }

    /** Lets so many commits succeed, and then so many fail. */
    synchronized void failCommitsAfter(int succeeding, int failing) {
        commitsBeforeFailures = succeeding;
        commitsToFail = failing;
    }

    /** Lets so many commits succeed, and then none until the power is back. */
    synchronized void cutPowerAfter(int commits) {
        commitsUntilPowerCut = commits;
    }

    /** The power is back. */
    void restorePower() {
        cutPowerAfter(Integer.MAX_VALUE);
    }

    @Override
    public void whenEnded(Consumer<Boolean> listener) {
        var transaction = current.get();
        if (transaction == null) {
            listener.accept(true);
        } else if (transaction.timedOut) {
            listener.accept(false);
        } else {
            transaction.listeners.add(listener);
        }
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
        var committed = false;
        try {
            within(transaction, () -> {
                work.run();
                return transaction;
            });
            if (!transaction.rollbackOnly) {
                mayFail();
                commit(transaction.changes);
                committed = true;
            }
        } finally {
            transaction.end(committed);
        }
    }

    @Override
    public void recover() {
        recoveries++;
    }

    /** {@return how often the engine has asked for recovery} */
    int recoveries() {
        return recoveries;
    }

    @Override
    public Optional<String> node() {
        return Optional.of("laptop");
    }

    @Override
    public <T> T outside(Supplier<T> work) {
        return within(null, work);
    }

    /** Makes the change with the commit of the current transaction, or at once if there is none. */
    void change(Consumer<LaptopMemory> change) {
        var transaction = current.get();
        if (transaction == null) {
            mayFail();
            commit(List.of(change));
        } else if (transaction.timedOut) {
            throw new IllegalStateException("The transaction has ended, nothing can be written in it any more");
        } else {
            transaction.changes.add(change);
        }
    }

    /** Makes the change at once, outside of any transaction, as something does that no fault of this node can keep from it. */
    void changeForSure(Consumer<LaptopMemory> change) {
        commit(List.of(change));
    }

    /** {@return a copy of what the current transaction sees: all that is committed, and its own changes} */
    LaptopMemory memory() {
        var transaction = current.get();
        return changed(transaction == null ? List.of() : transaction.changes);
    }

    private synchronized void mayFail() {
        if (commitsUntilPowerCut == 0) {
            throw new IllegalStateException("The power is cut");
        }
        if (commitsUntilPowerCut < Integer.MAX_VALUE) {
            commitsUntilPowerCut--;
        }
        if (commitsToFail > 0 && commitsBeforeFailures-- <= 0) {
            commitsToFail--;
            throw new IllegalStateException("The database is away");
        }
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
