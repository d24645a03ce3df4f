package io.apium.jpa;

import jakarta.persistence.EntityManager;
import jakarta.persistence.FlushModeType;
import java.sql.Timestamp;
import java.time.Instant;
import java.time.OffsetDateTime;

/**
 * The database's clock, which all nodes share. On some databases it stands still within a transaction.
 *
 * <p>It is read by native SQL: for JPQL's {@code current_timestamp}, Hibernate asks for the local time, which jumps when
 * summer ends.
 */
final class DatabaseClock {

    private DatabaseClock() {}

    /** {@return what the clock says} What is pending in the entity manager stays so. */
    static Instant now(EntityManager entityManager) {
        Object now = entityManager
                .createNativeQuery("select current_timestamp")
                .setFlushMode(FlushModeType.COMMIT)
                .getSingleResult();
        // JPA leaves the type to the provider, and the provider to the driver.
        if (now instanceof Instant instant) {
            return instant;
        } else if (now instanceof OffsetDateTime dateTime) {
            return dateTime.toInstant();
        } else if (now instanceof Timestamp timestamp) {
            return timestamp.toInstant();
        }
        throw new IllegalStateException("The database's clock says " + now + ", of " + now.getClass());
    }
}
