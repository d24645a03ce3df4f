package io.apium.jpa;

import jakarta.persistence.EntityManager;
import jakarta.persistence.FlushModeType;
import java.time.Instant;

/**
 * The database's clock, which all nodes share. On some databases it stands still within a transaction.
 *
 * <p>It is native SQL: for JPQL's {@code current_timestamp}, Hibernate asks for the local time, which jumps when summer ends.
 *
 * @param sql an expression for the microseconds since 1970, as {@link EpochMicros} writes them
 * @param from what must follow where it is selected from no table
 */
record DatabaseClock(String sql, String from) {

    DatabaseClock(String sql) {
        this(sql, "");
    }

    /** {@return what the clock says} What is pending in the entity manager stays so. */
    Instant now(EntityManager entityManager) {
        Object micros = entityManager
                .createNativeQuery(query())
                .setFlushMode(FlushModeType.COMMIT)
                .getSingleResult();
        // Which kind of number is for the driver to choose.
        return EpochMicros.toInstant(((Number) micros).longValue());
    }

    /** {@return the statement that reads it} */
    String query() {
        return "select " + sql + " " + from;
    }
}
