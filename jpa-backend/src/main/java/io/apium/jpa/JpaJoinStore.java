package io.apium.jpa;

import io.apium.spi.JoinStore;
import io.apium.spi.StoredJoin;
import jakarta.persistence.EntityManager;
import jakarta.persistence.LockModeType;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Keeps joins in the tables {@code apium_join} and {@code apium_join_stripe}. To count a counter down is one statement; the
 * one that empties it needs two.
 *
 * <p><b>Transaction, threading, errors.</b> As in {@link JpaResultStore}, but nothing is sent as late as the commit.
 */
final class JpaJoinStore implements JoinStore {

    private static final String NONE = "";

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
        return entityManagers.write(entityManager -> count(execute(
                List.of(StripeRow.COUNT_DOWN, StripeRow.EMPTY),
                name -> stripe(entityManager, name, id, stripe).with("number", number))));
    }

    @Override
    public Count countDown(String id, int number) {
        return entityManagers.write(
                entityManager -> count(join(entityManager, id, number, JoinRow.COUNT_DOWN, JoinRow.EMPTY)));
    }

    private static Count count(String executed) {
        return switch (executed) {
            case NONE -> Count.ABSENT;
            case StripeRow.EMPTY, JoinRow.EMPTY -> Count.EMPTIED;
            default -> Count.LEFT;
        };
    }

    @Override
    public Failure fail(String id, int members) {
        return entityManagers.write(
                entityManager -> switch (join(entityManager, id, members, JoinRow.FAIL, JoinRow.FAIL_AGAIN)) {
                    case JoinRow.FAIL -> Failure.FIRST;
                    case JoinRow.FAIL_AGAIN -> Failure.LATER;
                    default -> Failure.ABSENT;
                });
    }

    @Override
    public Revival revive(String id, @Nullable Integer stripe) {
        return entityManagers.write(entityManager -> {
            // A stripe that was empty counts for the join itself again.
            var counts = stripe == null
                    || execute(
                                    List.of(StripeRow.COUNT_UP, StripeRow.REFILL),
                                    name -> stripe(entityManager, name, id, stripe))
                            .equals(StripeRow.REFILL);
            return switch (join(entityManager, id, counts ? 1 : 0, JoinRow.REOPEN, JoinRow.REVIVE)) {
                case JoinRow.REOPEN -> Revival.REOPENED;
                case JoinRow.REVIVE -> Revival.STILL_FAILED;
                default -> Revival.ABSENT;
            };
        });
    }

    private static BulkStatement stripe(EntityManager entityManager, String name, String id, int stripe) {
        return BulkStatement.named(entityManager, name).with("id", id).with("stripe", stripe);
    }

    private static String join(EntityManager entityManager, String id, int number, String... names) {
        return execute(
                List.of(names),
                name -> BulkStatement.named(entityManager, name).with("id", id).with("number", number));
    }

    /**
     * Executes one statement after the other until one changes the row. Twice, for while the second waits for another
     * transaction, that may turn the row to what the first would change. {@return the name of the one that did, or nothing}
     */
    private static String execute(List<String> names, Function<String, BulkStatement> statement) {
        return Stream.concat(names.stream(), names.stream())
                .filter(name -> statement.apply(name).execute() > 0)
                .findFirst()
                .orElse(NONE);
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
