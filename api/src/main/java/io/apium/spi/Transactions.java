package io.apium.spi;

import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Supplier;

/** What the engine asks of the transactions around it. Thread-safe. */
public interface Transactions {

    /** What can become of a transaction. */
    enum Status {
        /** There is none. */
        NONE,
        /** It can commit. */
        ACTIVE,
        /** It can only be rolled back. */
        ROLLBACK_ONLY,
        /** It has ended, although its thread still runs in it: the server's timeout has rolled it back. */
        ENDED
    }

    /** {@return what stands for the current transaction: equal within it, unequal to every other; empty if there is none} */
    Optional<Object> current();

    /** {@return what can become of the current transaction} */
    Status status();

    /** Lets the current transaction end with a rollback, whatever else happens in it. */
    void setRollbackOnly();

    /**
     * Calls the listener when the current transaction has ended, with whether it was committed; at once, with true, if there
     * is none, and with false if it has ended although its thread still runs in it. The listener must return soon, and use no
     * transaction.
     */
    void whenEnded(Consumer<Boolean> listener);

    /** Does the work in a transaction of its own, and returns after its commit. The current one waits meanwhile. */
    void inNew(Runnable work);

    /** Does the work in the current transaction, or if there is none in one of its own. */
    default void required(Runnable work) {
        if (current().isPresent()) {
            work.run();
        } else {
            inNew(work);
        }
    }

    /** {@return what the work returns, done outside of any transaction} The current one waits meanwhile. */
    <T> T outside(Supplier<T> work);

    /**
     * Has the server end what it could not commit or roll back because a resource was away. It is called again and again, by a
     * thread that waits for nothing else, outside of transactions. Does nothing where the server looks after that by itself.
     */
    default void recover() {
        // Most servers do.
    }

    /**
     * {@return the name by which the resources tell this server's transactions from those of other servers, if it is known}
     * After a crash, a server ends those that have its name.
     */
    default Optional<String> node() {
        return Optional.empty();
    }

    /** {@return transactions for a program that has none: all work is done at once and nothing can be rolled back} */
    static Transactions none() {
        return NoTransactions.INSTANCE;
    }
}
