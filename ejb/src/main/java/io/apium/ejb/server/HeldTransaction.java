package io.apium.ejb.server;

import jakarta.transaction.SystemException;
import jakarta.transaction.Transaction;
import jakarta.transaction.TransactionManager;
import java.util.Optional;
import javax.transaction.xa.XAResource;

/**
 * The transaction of this thread on a Payara Server, held while an application's code runs in it.
 *
 * <p>If the code calls a bean with {@code @Transactional(REQUIRES_NEW)}, and the commit of that bean's transaction
 * fails, Payara does not resume the one that it had suspended for it. What had been worked off in that would never end, and the
 * message that it has taken would stay with the broker until the server is started again.
 */
public final class HeldTransaction {

    private static final System.Logger LOGGER = System.getLogger("io.apium.transaction");

    private final TransactionManager manager;
    private final Transaction transaction;

    HeldTransaction(TransactionManager manager, Transaction transaction) {
        this.manager = manager;
        this.transaction = transaction;
    }

    /** {@return the current transaction, if there is one and the server is one that can lose it} */
    public static Optional<HeldTransaction> current() {
        return Payara.MANAGER.flatMap(HeldTransaction::current);
    }

    private static Optional<HeldTransaction> current(TransactionManager manager) {
        try {
            return Optional.ofNullable(manager.getTransaction())
                    .map(transaction -> new HeldTransaction(manager, transaction));
        } catch (SystemException e) {
            throw new IllegalStateException("The server does not tell of its transaction: " + e.getMessage(), e);
        }
    }

    /** Makes it the current transaction again if it no longer is, and lets it be rolled back. */
    public void restore() {
        try {
            var current = manager.getTransaction();
            if (transaction.equals(current)) {
                return;
            }
            if (current != null) {
                manager.rollback();
            }
            manager.resume(transaction);
            transaction.setRollbackOnly();
        } catch (Exception e) {
            LOGGER.log(
                    System.Logger.Level.ERROR,
                    "APIUM0403 A transaction was suspended and cannot be resumed. If the broker keeps the message that it"
                            + " has taken, start the server again",
                    e);
        }
    }

    /** Takes a resource out of it that is in it, as closing its connection would. */
    public void delist(XAResource resource) {
        try {
            transaction.delistResource(resource, XAResource.TMSUCCESS);
        } catch (SystemException e) {
            throw new IllegalStateException("The server does not let go of " + resource + ": " + e.getMessage(), e);
        }
    }

    /** Looked up when it is first needed, by a thread of an application. */
    private static final class Payara {

        static final Optional<TransactionManager> MANAGER =
                Jndi.find(TransactionManager.class, "java:appserver/TransactionManager");
    }
}
