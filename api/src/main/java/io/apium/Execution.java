package io.apium;

/** What a task promises when a worker is lost. Celery has two of the three, by {@code acks_late}. */
public enum Execution {

    /**
     * The task runs inside the transaction that took its message. Its work, its result and what it sends commit together,
     * or not at all; after a crash it starts afresh. For work that ends within a transaction's timeout.
     */
    ATOMIC,

    /**
     * The task runs outside a transaction, as long as it likes, and may open transactions of its own. If its worker is
     * lost, another one runs it again, so that what it did outside a transaction may happen twice.
     */
    AT_LEAST_ONCE,

    /**
     * The task runs outside a transaction, as long as it likes, and may open transactions of its own. If its worker is
     * lost, it ends as FAILURE with {@link WorkerLostException} and is not run again.
     */
    AT_MOST_ONCE;

    /** {@return whether a task runs outside the transaction that took its message, on a lease} */
    public boolean isLeased() {
        return this != ATOMIC;
    }
}
