package io.apium.jpa;

import jakarta.persistence.EntityManager;
import jakarta.persistence.Query;
import org.jspecify.annotations.Nullable;

/**
 * An UPDATE or DELETE, which goes past the persistence context: what is pending is sent before it, and no row that was read
 * or written earlier is taken for current after it.
 */
record BulkStatement(EntityManager entityManager, Query query) {

    static BulkStatement named(EntityManager entityManager, String name) {
        return new BulkStatement(entityManager, entityManager.createNamedQuery(name));
    }

    BulkStatement with(String parameter, Object value) {
        return new BulkStatement(entityManager, query.setParameter(parameter, value));
    }

    /** With a text that may be null, which every database takes for one. */
    BulkStatement withText(String parameter, @Nullable String value) {
        return new BulkStatement(entityManager, query.setParameter(parameter, value));
    }

    /** {@return how many rows it changed} */
    int execute() {
        entityManager.flush();
        int rows = query.executeUpdate();
        entityManager.clear();
        return rows;
    }
}
