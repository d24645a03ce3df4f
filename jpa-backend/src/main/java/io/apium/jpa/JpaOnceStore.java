package io.apium.jpa;

import io.apium.spi.OnceStore;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Keeps what calls to the outside world returned, in the table {@code apium_once}.
 *
 * <p><b>Transaction, threading, errors.</b> As in {@link JpaResultStore}.
 */
final class JpaOnceStore implements OnceStore {

    private final EntityManagers entityManagers;

    JpaOnceStore(EntityManagers entityManagers) {
        this.entityManagers = entityManagers;
    }

    @Override
    public Optional<StoredCall> find(String taskId, String key) {
        return entityManagers
                .find(
                        entityManager -> entityManager
                                .createNamedQuery(OnceRow.FIND, OnceRow.class)
                                .setParameter("taskId", taskId)
                                .setParameter("callKey", key),
                        row -> new StoredCall(row.outcome()))
                .stream()
                .findFirst();
    }

    @Override
    public void insert(String taskId, String key, StoredCall call, @Nullable Instant expiresAt) {
        entityManagers.persist(new OnceRow(taskId, key, call.value(), expiresAt));
    }
}
