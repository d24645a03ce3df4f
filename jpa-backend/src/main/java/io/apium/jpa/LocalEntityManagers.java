package io.apium.jpa;

import jakarta.persistence.EntityManager;
import jakarta.persistence.EntityTransaction;
import java.util.function.Function;

/**
 * Entity managers for a program without JTA: one for each piece of work.
 *
 * <p><b>Transaction.</b> Every write is a transaction of its own, committed when the call returns and rolled back when it
 * throws.
 */
final class LocalEntityManagers implements EntityManagers {

    private final PersistenceUnit unit;

    LocalEntityManagers(PersistenceUnit unit) {
        this.unit = unit;
    }

    @Override
    public <T> T read(Function<EntityManager, T> work) {
        EntityManager entityManager = unit.factory().createEntityManager();
        try {
            return work.apply(entityManager);
        } finally {
            entityManager.close();
        }
    }

    @Override
    public <T> T write(Function<EntityManager, T> work) {
        return read(entityManager -> {
            EntityTransaction transaction = entityManager.getTransaction();
            transaction.begin();
            try {
                T result = work.apply(entityManager);
                transaction.commit();
                return result;
            } finally {
                if (transaction.isActive()) {
                    transaction.rollback();
                }
            }
        });
    }

    @Override
    public <T> T writeAlone(Function<EntityManager, T> work) {
        return write(work);
    }

    @Override
    public SupportedDatabase database() {
        return unit.database();
    }

    @Override
    public void close() {
        unit.close();
    }
}
