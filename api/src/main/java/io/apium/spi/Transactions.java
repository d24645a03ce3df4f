package io.apium.spi;

import java.util.Optional;
import java.util.function.Supplier;

/** What the engine asks of the transactions around it. Thread-safe. */
public interface Transactions {

    /** {@return what stands for the current transaction: equal within it, unequal to every other; empty if there is none} */
    Optional<Object> current();

    /** {@return whether the current transaction can only be rolled back} */
    boolean isRollbackOnly();

    /** Lets the current transaction end with a rollback, whatever else happens in it. */
    void setRollbackOnly();

    /** Does the work in a transaction of its own, and returns after its commit. The current one waits meanwhile. */
    void inNew(Runnable work);

    /** {@return what the work returns, done outside of any transaction} The current one waits meanwhile. */
    <T> T outside(Supplier<T> work);

    /** {@return transactions for a program that has none: all work is done at once and nothing can be rolled back} */
    static Transactions none() {
        return NoTransactions.INSTANCE;
    }
}
