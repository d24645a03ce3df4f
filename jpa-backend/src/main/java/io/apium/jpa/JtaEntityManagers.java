package io.apium.jpa;

import io.apium.spi.Settings;
import io.apium.spi.Transactions;
import jakarta.persistence.EntityManager;
import jakarta.persistence.SynchronizationType;
import jakarta.transaction.Status;
import jakarta.transaction.Synchronization;
import jakarta.transaction.TransactionSynchronizationRegistry;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Entity managers for a server: one for each JTA transaction, shared by all that is written in it.
 *
 * <p><b>Transaction.</b> What a transaction persists stays in memory until its commit and is then sent in JDBC batches. The
 * entity manager is closed when the transaction has completed.
 */
final class JtaEntityManagers implements EntityManagers {

    // The first is the platform's, for components; the others are WildFly's and GlassFish's, for every thread.
    private static final String[] REGISTRY_NAMES = {
        "java:comp/TransactionSynchronizationRegistry",
        "java:jboss/TransactionSynchronizationRegistry",
        "java:appserver/TransactionSynchronizationRegistry"
    };

    private final PersistenceUnit unit;
    private final TransactionSynchronizationRegistry registry;
    private final Transactions transactions;

    JtaEntityManagers(PersistenceUnit unit, TransactionSynchronizationRegistry registry, Transactions transactions) {
        this.unit = unit;
        this.registry = registry;
        this.transactions = transactions;
    }

    /**
     * Opens the database that the settings name.
     *
     * @throws DatabaseNotReadyException if it is not there, or not prepared
     */
    static JtaEntityManagers open(Settings settings, Transactions transactions) {
        TransactionSynchronizationRegistry registry = Naming.find(
                        TransactionSynchronizationRegistry.class, REGISTRY_NAMES)
                .orElseThrow(() -> new DatabaseNotReadyException(
                        "Results cannot be kept: the server has none of " + String.join(", ", REGISTRY_NAMES), null));
        return new JtaEntityManagers(ResultDatabase.find(settings).open(), registry, transactions);
    }

    @Override
    public <T> T read(Function<EntityManager, T> work) {
        EntityManager known = joined();
        if (known != null) {
            return work.apply(known);
        }
        return switch (registry.getTransactionStatus()) {
            case Status.STATUS_ACTIVE -> work.apply(join());
            // A transaction that can only be rolled back takes nobody in any more.
            case Status.STATUS_MARKED_ROLLBACK -> transactions.outside(() -> readAlone(work));
            default -> readAlone(work);
        };
    }

    @Override
    public <T> T write(Function<EntityManager, T> work) {
        // Also in one that has ended, whose thread goes on: what belongs to it must not outlive it.
        return registry.getTransactionStatus() == Status.STATUS_NO_TRANSACTION ? writeAlone(work) : writeJoined(work);
    }

    @Override
    public <T> T writeAlone(Function<EntityManager, T> work) {
        var result = new AtomicReference<@Nullable T>();
        transactions.inNew(() -> result.set(writeJoined(work)));
        return Objects.requireNonNull(result.get(), "The work returns something");
    }

    @Override
    public SupportedDatabase database() {
        return unit.database();
    }

    @Override
    public void close() {
        unit.close();
    }

    private <T> T writeJoined(Function<EntityManager, T> work) {
        EntityManager known = joined();
        return work.apply(known == null ? join() : known);
    }

    private <T> T readAlone(Function<EntityManager, T> work) {
        EntityManager entityManager = unit.factory().createEntityManager(SynchronizationType.UNSYNCHRONIZED);
        try {
            return work.apply(entityManager);
        } finally {
            entityManager.close();
        }
    }

    private boolean isInTransaction() {
        int status = registry.getTransactionStatus();
        return status == Status.STATUS_ACTIVE || status == Status.STATUS_MARKED_ROLLBACK;
    }

    private @Nullable EntityManager joined() {
        return isInTransaction() && registry.getResource(this) instanceof EntityManager known ? known : null;
    }

    private EntityManager join() {
        if (registry.getTransactionStatus() != Status.STATUS_ACTIVE) {
            throw new IllegalStateException(
                    "The transaction has ended, or can only be rolled back; nothing can be stored in it.");
        }
        EntityManager entityManager = unit.factory().createEntityManager();
        try {
            registry.registerInterposedSynchronization(new CloseAfterCompletion(entityManager));
        } catch (IllegalStateException e) {
            entityManager.close();
            throw e;
        }
        registry.putResource(this, entityManager);
        return entityManager;
    }

    private record CloseAfterCompletion(EntityManager entityManager) implements Synchronization {

        @Override
        public void beforeCompletion() {
            // The persistence provider's own synchronization sends what is pending.
        }

        @Override
        public void afterCompletion(int status) {
            // Payara tells twice of the end of some transactions.
            if (entityManager.isOpen()) {
                entityManager.close();
            }
        }
    }
}
