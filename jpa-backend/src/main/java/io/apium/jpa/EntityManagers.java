package io.apium.jpa;

import jakarta.persistence.EntityManager;
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

    /** Closes the persistence unit. No method may be called afterwards. */
    @Override
    void close();
}
