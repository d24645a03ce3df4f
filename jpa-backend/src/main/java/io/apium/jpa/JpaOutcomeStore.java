package io.apium.jpa;

import io.apium.spi.OutcomeStore;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Keeps the outcomes of calls in the table {@code apium_outcome}.
 *
 * <p><b>Transaction, threading, errors.</b> As in {@link JpaResultStore}.
 */
final class JpaOutcomeStore implements OutcomeStore {

    private final EntityManagers entityManagers;

    JpaOutcomeStore(EntityManagers entityManagers) {
        this.entityManagers = entityManagers;
    }

    @Override
    public Optional<StoredOutcome> find(String taskId, String key) {
        return entityManagers
                .find(
                        entityManager -> entityManager
                                .createNamedQuery(OutcomeRow.FIND, OutcomeRow.class)
                                .setParameter("taskId", taskId)
                                .setParameter("outcomeKey", key),
                        row -> new StoredOutcome(row.outcome()))
                .stream()
                .findFirst();
    }

    @Override
    public void insert(String taskId, String key, StoredOutcome outcome, @Nullable Instant expiresAt) {
        entityManagers.persist(new OutcomeRow(taskId, key, outcome.value(), expiresAt));
    }
}
