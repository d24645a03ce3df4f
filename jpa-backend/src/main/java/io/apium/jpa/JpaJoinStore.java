package io.apium.jpa;

import io.apium.spi.JoinStore;
import io.apium.spi.StoredJoin;
import io.apium.spi.StoredJoin.State;
import jakarta.persistence.EntityManager;
import jakarta.persistence.LockModeType;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Keeps joins in the tables {@code apium_join} and {@code apium_join_stripe}. To count a counter down is one statement; the
 * one that empties it needs two.
 *
 * <p><b>Transaction, threading, errors.</b> As in {@link JpaResultStore}, but nothing is sent as late as the commit.
 */
final class JpaJoinStore implements JoinStore {

    private final EntityManagers entityManagers;

    JpaJoinStore(EntityManagers entityManagers) {
        this.entityManagers = entityManagers;
    }

    @Override
    public void insert(StoredJoin join) {
        entityManagers.write(entityManager -> {
            entityManager.persist(new JoinRow(join));
            entityManager.flush();
            return true;
        });
    }

    @Override
    public void seal(String id, int size, int remaining, List<Integer> stripes) {
        entityManagers.write(entityManager -> {
            for (int i = 0; i < stripes.size(); i++) {
                entityManager.persist(new StripeRow(id, i, stripes.get(i)));
            }
            return BulkStatement.named(entityManager, JoinRow.SEAL)
                    .with("id", id)
                    .with("size", size)
                    .with("remaining", remaining)
                    .execute();
        });
    }

    @Override
    public Count countDown(String id, int stripe, int number) {
        return entityManagers.write(entityManager -> {
            if (stripe(entityManager, StripeRow.COUNT_DOWN, id, stripe, number)) {
                return Count.LEFT;
            }
            return stripe(entityManager, StripeRow.EMPTY, id, stripe, number) ? Count.EMPTIED : Count.ABSENT;
        });
    }

    private static boolean stripe(EntityManager entityManager, String statement, String id, int stripe, int number) {
        return BulkStatement.named(entityManager, statement)
                        .with("id", id)
                        .with("stripe", stripe)
                        .with("number", number)
                        .execute()
                > 0;
    }

    @Override
    public Count countDown(String id, int number) {
        return entityManagers.write(entityManager -> {
            if (join(entityManager, JoinRow.COUNT_DOWN, id, number)) {
                return Count.LEFT;
            }
            return join(entityManager, JoinRow.EMPTY, id, number) ? Count.EMPTIED : Count.ABSENT;
        });
    }

    private static boolean join(EntityManager entityManager, String statement, String id, int number) {
        return BulkStatement.named(entityManager, statement)
                        .with("id", id)
                        .with("number", number)
                        .execute()
                > 0;
    }

    @Override
    public int grow(String id, int members) {
        return entityManagers.write(entityManager -> {
            BulkStatement.named(entityManager, JoinRow.GROW)
                    .with("id", id)
                    .with("members", members)
                    .execute();
            return entityManager
                            .createNamedQuery(JoinRow.SIZE, Integer.class)
                            .setParameter("id", id)
                            .getSingleResult()
                    - members;
        });
    }

    @Override
    public Optional<StoredJoin> find(String id) {
        return entityManagers
                .find(
                        entityManager -> entityManager
                                .createNamedQuery(JoinRow.FIND, JoinRow.class)
                                .setParameter("id", id),
                        JoinRow::toStoredJoin)
                .stream()
                .findFirst();
    }

    @Override
    public boolean move(String id, State from, State to, @Nullable Instant expiresAt) {
        return entityManagers.write(entityManager -> {
            // As a parameter, EclipseLink would send null as text, which PostgreSQL does not take for a timestamp.
            var statement = expiresAt == null
                    ? BulkStatement.named(entityManager, JoinRow.MOVE_FOR_EVER)
                    : BulkStatement.named(entityManager, JoinRow.MOVE).with("expiresAt", expiresAt);
            return statement
                            .with("id", id)
                            .with("state", from.name())
                            .with("next", to.name())
                            .execute()
                    > 0;
        });
    }

    @Override
    public void close(String id, Instant expiresAt) {
        entityManagers.write(entityManager -> BulkStatement.named(entityManager, JoinRow.CLOSE)
                .with("id", id)
                .with("expiresAt", expiresAt)
                .execute());
    }

    @Override
    public void await(String id) {
        entityManagers.writeAlone(entityManager -> entityManager
                .createNamedQuery(JoinRow.FIND, JoinRow.class)
                .setParameter("id", id)
                .setLockMode(LockModeType.PESSIMISTIC_WRITE)
                .getResultList());
    }
}
