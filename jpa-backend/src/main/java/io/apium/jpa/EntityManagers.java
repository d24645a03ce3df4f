package io.apium.jpa;

import jakarta.persistence.EntityManager;
import jakarta.persistence.Query;
import jakarta.persistence.TypedQuery;
import java.util.List;
import java.util.function.Function;

/**
 * Lends a store an entity manager for one piece of work. The store must not keep it.
 *
 * <p><b>Threading.</b> Safe for use by several threads; each gets its own entity manager.
 */
interface EntityManagers extends AutoCloseable {

    /** Runs the work in the current transaction, or without one if there is none. */
    <T> T read(Function<EntityManager, T> work);

    /** Runs the work in the current transaction, or in one of its own if there is none. */
    <T> T write(Function<EntityManager, T> work);

    /** Runs the work in a transaction of its own, which ends with the call. The current one waits meanwhile. */
    <T> T writeAlone(Function<EntityManager, T> work);

    /** {@return the database} */
    SupportedDatabase database();

    /** {@return the clock of the database} */
    default DatabaseClock clock() {
        return database().clock();
    }

    /** Closes the persistence unit. No method may be called afterwards. */
    @Override
    void close();

    /** Inserts the row with the commit of the current transaction, or at once if there is none. */
    default void persist(Object row) {
        write(entityManager -> {
            entityManager.persist(row);
            return true;
        });
    }

    /** {@return whether the query finds a row} It sees what others have committed since the transaction began. */
    default boolean exists(Function<EntityManager, Query> query) {
        return read(entityManager -> !query.apply(entityManager).getResultList().isEmpty());
    }

    /** {@return what the rows hold that the query finds} It sees what others have committed since the transaction began. */
    default <R, T> List<T> find(Function<EntityManager, TypedQuery<R>> query, Function<R, T> content) {
        return read(entityManager -> {
            List<R> rows = query.apply(entityManager).getResultList();
            // Kept in the persistence context, a row would hide a later commit from the next call.
            rows.forEach(entityManager::detach);
            return rows.stream().map(content).toList();
        });
    }
}
