package io.apium.ejb.server;

import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.IntSupplier;

/**
 * Has a Payara Server end the transactions that it could not end because a database was away.
 *
 * <p>Payara lists them, and its periodic cleanup looks at them only when the list has become longer: those that it tries
 * before the database is back stay prepared, and their rows locked, until somebody says
 * {@code asadmin recover-transactions server}. Others it forgets, see {@link PayaraTransactions#rollBackForgotten}. As nothing ever
 * leaves the list, it cannot tell whether an attempt has helped; so it is repeated, ever more rarely. Thread-safe.
 */
public final class PayaraRecovery {

    private static final System.Logger LOGGER = System.getLogger("io.apium.transaction");

    private final IntSupplier unfinished;
    private final Runnable recovery;
    private final AtomicInteger failedCommits = new AtomicInteger();
    private int known;
    private int looks;

    /**
     * Creates it.
     *
     * @param unfinished tells how many transactions are in the list
     * @param recovery ends them, as far as the databases answer
     */
    PayaraRecovery(IntSupplier unfinished, Runnable recovery) {
        this.unfinished = unfinished;
        this.recovery = recovery;
    }

    /** {@return the recovery of this server, if it is a Payara} */
    public static Optional<PayaraRecovery> ofThisServer() {
        if (System.getProperty("com.sun.aas.instanceRoot") == null) {
            return Optional.empty();
        }
        try {
            var transactions = new PayaraTransactions();
            return Optional.of(new PayaraRecovery(transactions::unfinished, () -> {
                transactions.endUnfinished();
                transactions.rollBackForgotten();
            }));
        } catch (ReflectiveOperationException | RuntimeException | LinkageError e) {
            LOGGER.log(
                    System.Logger.Level.WARNING,
                    "APIUM0402 The recovery of this server cannot be reached. After an outage of the database, give the"
                            + " command asadmin recover-transactions server, or start the server again",
                    e);
            return Optional.empty();
        }
    }

    /** A commit has failed. */
    public void commitFailed() {
        failedCommits.incrementAndGet();
    }

    /** To be called again and again. It works when a power of two of calls has gone by. */
    public synchronized void look() {
        var count = unfinished.getAsInt() + failedCommits.get();
        if (count != known) {
            known = count;
            looks = 0;
        }
        if (count > 0 && Integer.bitCount(++looks) == 1) {
            recovery.run();
        }
    }
}
