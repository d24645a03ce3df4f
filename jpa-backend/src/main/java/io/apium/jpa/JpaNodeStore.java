package io.apium.jpa;

import io.apium.spi.NodeStore;
import jakarta.persistence.PersistenceException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

/**
 * Keeps signs of life in the table {@code apium_node}, and when duties are due in {@code apium_duty}.
 *
 * <p><b>Transaction, threading, errors.</b> As in {@link JpaResultStore}; but a duty claimed for the very first time is made
 * known in a transaction of its own, so that of two nodes that do so at once neither has to be rolled back.
 */
final class JpaNodeStore implements NodeStore {

    // Any moment that every database can store, and that has passed when a transaction began.
    private static final Instant LONG_AGO = Instant.parse("2000-01-01T00:00:00Z");

    private final EntityManagers entityManagers;

    JpaNodeStore(EntityManagers entityManagers) {
        this.entityManagers = entityManagers;
    }

    @Override
    public void heartbeat(String id, String name) {
        entityManagers.write(entityManager -> {
            boolean isKnown =
                    new BulkStatement(entityManager, NodeRow.seen(entityManager, entityManagers.clock(), id)).execute()
                            > 0;
            if (!isKnown) {
                entityManager.persist(
                        new NodeRow(id, name, entityManagers.clock().now(entityManager)));
            }
            return isKnown;
        });
    }

    @Override
    public List<String> introduce(String id, String jvm, String transactionNode, Duration silence) {
        return entityManagers.write(entityManager -> {
            BulkStatement.named(entityManager, NodeRow.INTRODUCE)
                    .with("id", id)
                    .with("jvm", jvm)
                    .with("transactionNode", transactionNode)
                    .execute();
            return entityManager
                    .createNamedQuery(NodeRow.NAMESAKES, String.class)
                    .setParameter("jvm", jvm)
                    .setParameter("transactionNode", transactionNode)
                    .setParameter(
                            "since", entityManagers.clock().now(entityManager).minus(silence))
                    .getResultList();
        });
    }

    @Override
    public void leave(String id) {
        entityManagers.write(entityManager -> BulkStatement.named(entityManager, NodeRow.DELETE)
                .with("id", id)
                .execute());
    }

    @Override
    public void deleteSilent(Duration silence) {
        entityManagers.write(entityManager -> {
            Instant silentSince = entityManagers.clock().now(entityManager).minus(silence);
            return new BulkStatement(entityManager, NodeRow.deleteSilent(entityManager, silentSince)).execute();
        });
    }

    @Override
    public boolean claim(String duty, Duration interval) {
        if (!isKnown(duty)) {
            makeKnown(duty);
        }
        return entityManagers.write(entityManager -> {
            Instant now = entityManagers.clock().now(entityManager);
            return BulkStatement.named(entityManager, DutyRow.CLAIM)
                            .with("name", duty)
                            .with("now", now)
                            .with("next", now.plus(interval))
                            .execute()
                    > 0;
        });
    }

    private boolean isKnown(String duty) {
        return entityManagers.exists(
                entityManager -> entityManager.createNamedQuery(DutyRow.EXISTS).setParameter("name", duty));
    }

    private void makeKnown(String duty) {
        try {
            entityManagers.writeAlone(entityManager -> {
                entityManager.persist(new DutyRow(duty, LONG_AGO));
                entityManager.flush();
                return true;
            });
        } catch (PersistenceException e) {
            // Another node has done it. Whatever else it was, the claim itself will fail of it.
        }
    }
}
