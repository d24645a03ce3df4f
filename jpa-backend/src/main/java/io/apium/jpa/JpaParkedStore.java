package io.apium.jpa;

import io.apium.spi.ParkedMessage;
import io.apium.spi.ParkedStore;
import jakarta.persistence.EntityManager;
import jakarta.persistence.FlushModeType;
import jakarta.persistence.LockModeType;
import jakarta.persistence.TypedQuery;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Keeps messages that wait for their time in the table {@code apium_parked}.
 *
 * <p><b>Transaction, threading, errors.</b> As in {@link JpaResultStore}.
 */
final class JpaParkedStore implements ParkedStore {

    private final EntityManagers entityManagers;

    JpaParkedStore(EntityManagers entityManagers) {
        this.entityManagers = entityManagers;
    }

    @Override
    public void insert(ParkedMessage message) {
        entityManagers.persist(new ParkedRow(message));
    }

    @Override
    @SuppressWarnings("unchecked") // Each row is an array.
    public List<ParkedMessage.Entry> lockDue(Instant until, int limit) {
        return entityManagers.write(entityManager -> {
            List<Object[]> rows = entityManager
                    .createNativeQuery(entityManagers
                            .database()
                            .lockingFree(ParkedRow.COLUMNS, "apium_parked", "due_at <= ?1 order by due_at, parked_key"))
                    .setParameter(1, EpochMicros.of(until))
                    .setMaxResults(limit)
                    .setFlushMode(FlushModeType.COMMIT)
                    .getResultList();
            return rows.stream().map(ParkedRow::ofColumns).toList();
        });
    }

    @Override
    public List<ParkedMessage> take(Collection<String> keys) {
        if (keys.isEmpty()) {
            return List.of();
        }
        return entityManagers.write(entityManager -> {
            // Locked, so that what somebody else has taken meanwhile is not among them.
            var taken = entityManager
                    .createNamedQuery(ParkedRow.OF_KEYS, ParkedRow.class)
                    .setParameter("keys", keys)
                    .setLockMode(LockModeType.PESSIMISTIC_WRITE)
                    .getResultList()
                    .stream()
                    .map(ParkedRow::toParkedMessage)
                    .toList();
            BulkStatement.named(entityManager, ParkedRow.DELETE)
                    .with("keys", keys)
                    .execute();
            return taken;
        });
    }

    @Override
    public int move(Collection<String> keys, Instant dueAt) {
        return keys.isEmpty()
                ? 0
                : entityManagers.write(entityManager -> BulkStatement.named(entityManager, ParkedRow.MOVE)
                        .with("keys", keys)
                        .with("dueAt", dueAt)
                        .execute());
    }

    @Override
    public List<ParkedMessage.Entry> find(String taskId) {
        return entries(entityManager -> query(entityManager, ParkedRow.OF_TASK).setParameter("taskId", taskId));
    }

    @Override
    public List<ParkedMessage.Entry> list(ParkedMessage.@Nullable Entry after, int limit) {
        return entries(entityManager -> (after == null
                        ? query(entityManager, ParkedRow.FIRST)
                        : query(entityManager, ParkedRow.NEXT)
                                .setParameter("dueAt", after.dueAt())
                                .setParameter("key", after.key()))
                .setMaxResults(limit));
    }

    private List<ParkedMessage.Entry> entries(Function<EntityManager, TypedQuery<Object[]>> query) {
        return entityManagers.read(entityManager -> query.apply(entityManager).getResultList().stream()
                .map(ParkedRow::toEntry)
                .toList());
    }

    private static TypedQuery<Object[]> query(EntityManager entityManager, String name) {
        return entityManager.createNamedQuery(name, Object[].class);
    }
}
