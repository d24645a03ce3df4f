package io.apium.jpa;

import io.apium.TaskState;
import io.apium.spi.ResultStore;
import io.apium.spi.Revocation;
import io.apium.spi.StoredAttempt;
import io.apium.spi.StoredResult;
import jakarta.persistence.EntityManager;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/**
 * Keeps results in the table {@code apium_result}, attempts in {@code apium_attempt} and the wishes to abort a task in {@code
 * apium_abort}. An insert is one INSERT without a read before it.
 *
 * <p><b>Transaction.</b> In a server every method takes part in the current JTA transaction; inserts are sent at its commit,
 * in JDBC batches, or earlier if the same transaction reads, updates or deletes. Without one, a write is a transaction of its
 * own. <b>Threading.</b> Safe for use by several threads. <b>Errors.</b> What the database refuses is thrown as a {@link
 * jakarta.persistence.PersistenceException}, or rolls the transaction back at commit; so do, of two transactions that store
 * the same for the first time at the same moment, those of the second.
 */
public final class JpaResultStore implements ResultStore, AutoCloseable {

    private final EntityManagers entityManagers;

    JpaResultStore(EntityManagers entityManagers) {
        this.entityManagers = entityManagers;
    }

    /**
     * Opens the results of a database for a program outside a server, which needs a persistence provider such as Hibernate on
     * its class path. It creates no tables. The caller must close the store, and keeps the data source.
     *
     * @throws DatabaseNotReadyException if the database does not hold Apium's tables
     */
    public static JpaResultStore open(DataSource dataSource) {
        return new JpaResultStore(new LocalEntityManagers(PersistenceUnit.openLocal(dataSource)));
    }

    @Override
    public void insert(StoredResult result) {
        entityManagers.persist(new ResultRow(result));
    }

    @Override
    public void insertNow(List<StoredResult> results) {
        entityManagers.write(entityManager -> {
            List<ResultRow> rows = results.stream().map(ResultRow::new).toList();
            rows.forEach(entityManager::persist);
            entityManager.flush();
            rows.forEach(entityManager::detach);
            return true;
        });
    }

    @Override
    public Optional<StoredResult> find(String id) {
        return entityManagers
                .find(
                        entityManager -> entityManager
                                .createNamedQuery(ResultRow.FIND, ResultRow.class)
                                .setParameter("id", id),
                        ResultRow::toStoredResult)
                .stream()
                .findFirst();
    }

    /** Two statements, however many executions there are. */
    @Override
    public Set<String> findDecided(Map<String, Integer> executions) {
        return entityManagers.read(entityManager -> {
            var decided = new HashSet<>(entityManager
                    .createNamedQuery(ResultRow.KNOWN, String.class)
                    .setParameter("ids", executions.keySet())
                    .getResultList());
            var retried = entityManager
                    .createNamedQuery(AttemptRow.RETRIED, Object[].class)
                    .setParameter("ids", executions.keySet())
                    .setParameter("retry", TaskState.RETRY.name())
                    .getResultList();
            for (Object[] attempt : retried) {
                var id = (String) attempt[0];
                if ((Integer) attempt[1] >= executions.getOrDefault(id, Integer.MAX_VALUE)) {
                    decided.add(id);
                }
            }
            return decided;
        });
    }

    @Override
    public List<StoredResult> findAll(Collection<String> ids) {
        return entityManagers.find(
                entityManager -> entityManager
                        .createNamedQuery(ResultRow.FIND_ALL, ResultRow.class)
                        .setParameter("ids", ids),
                ResultRow::toStoredResult);
    }

    @Override
    public List<StoredResult> findEnds(Collection<String> ids) {
        return entityManagers.read(entityManager ->
                entityManager
                        .createNamedQuery(ResultRow.FIND_ENDS, Object[].class)
                        .setParameter("ids", ids)
                        .getResultList()
                        .stream()
                        .map(ResultRow::end)
                        .toList());
    }

    @Override
    public List<StoredResult> members(String groupId, int from, int limit) {
        return entityManagers.find(
                entityManager -> entityManager
                        .createNamedQuery(ResultRow.MEMBERS, ResultRow.class)
                        .setParameter("groupId", groupId)
                        .setParameter("from", from)
                        .setMaxResults(limit),
                ResultRow::toStoredResult);
    }

    @Override
    public Map<TaskState, Integer> countMembers(String groupId) {
        return entityManagers.read(entityManager -> entityManager
                .createNamedQuery(ResultRow.COUNT_MEMBERS, Object[].class)
                .setParameter("groupId", groupId)
                .getResultList()
                .stream()
                .collect(Collectors.toMap(row -> new TaskState((String) row[0]), row -> ((Number) row[1]).intValue())));
    }

    @Override
    public void deleteEnds(Collection<String> ids) {
        entityManagers.write(entityManager -> delete(entityManager, ResultRow.DELETE_ALL, ids));
    }

    @Override
    public boolean delete(Collection<String> ids) {
        return entityManagers.write(entityManager -> {
            List<String> needed = waitedFor(entityManager, ids);
            int rows = needed.isEmpty() ? 0 : expire(entityManager, needed);
            Set<String> others = new HashSet<>(ids);
            needed.forEach(others::remove);
            rows += others.isEmpty() ? 0 : delete(entityManager, ResultRow.DELETE_ALL, others);
            rows += delete(entityManager, AttemptRow.DELETE_ALL, ids);
            rows += delete(entityManager, AbortRow.DELETE_ALL, ids);
            return rows > 0;
        });
    }

    /** {@return the members of open groups among these tasks} A group in another one is open as long as that is. */
    private static List<String> waitedFor(EntityManager entityManager, Collection<String> ids) {
        List<String> waitedFor = new ArrayList<>();
        Map<String, List<String>> byOuter = new HashMap<>();
        for (Object[] member : find(entityManager, ResultRow.IN_OPEN_GROUPS, ids)) {
            sort((String) member[0], (String) member[1], waitedFor, byOuter);
        }
        while (!byOuter.isEmpty()) {
            Map<String, List<String>> inner = Map.copyOf(byOuter);
            byOuter.clear();
            for (Object[] outer : find(entityManager, JoinRow.OPEN_OF, inner.keySet())) {
                inner.getOrDefault((String) outer[0], List.of())
                        .forEach(id -> sort(id, (String) outer[1], waitedFor, byOuter));
            }
        }
        return waitedFor;
    }

    private static void sort(
            String id, @Nullable String outer, List<String> waitedFor, Map<String, List<String>> byOuter) {
        (outer == null ? waitedFor : byOuter.computeIfAbsent(outer, key -> new ArrayList<>())).add(id);
    }

    private static List<Object[]> find(EntityManager entityManager, String query, Collection<String> ids) {
        return entityManager
                .createNamedQuery(query, Object[].class)
                .setParameter("ids", ids)
                .getResultList();
    }

    private int expire(EntityManager entityManager, Collection<String> ids) {
        return BulkStatement.named(entityManager, ResultRow.EXPIRE)
                .with("ids", ids)
                .with("now", entityManagers.clock().now(entityManager))
                .execute();
    }

    private static int delete(EntityManager entityManager, String statement, Collection<String> ids) {
        return BulkStatement.named(entityManager, statement).with("ids", ids).execute();
    }

    @Override
    public void insertAttempt(StoredAttempt attempt) {
        entityManagers.persist(new AttemptRow(attempt));
    }

    @Override
    public boolean saveAttempt(StoredAttempt attempt) {
        return entityManagers.write(
                entityManager -> updateAttempt(entityManager, attempt) || insertAttempt(entityManager, attempt));
    }

    private static boolean updateAttempt(EntityManager entityManager, StoredAttempt attempt) {
        return new BulkStatement(entityManager, AttemptRow.save(entityManager, attempt)).execute() > 0;
    }

    private static boolean insertAttempt(EntityManager entityManager, StoredAttempt attempt) {
        boolean hasEnded = !entityManager
                .createNamedQuery(AttemptRow.EXISTS)
                .setParameter("id", attempt.id())
                .setParameter("attempt", attempt.number())
                .getResultList()
                .isEmpty();
        if (hasEnded) {
            return false;
        }
        entityManager.persist(new AttemptRow(attempt));
        entityManager.flush();
        return true;
    }

    @Override
    public List<StoredAttempt> attempts(String id) {
        return entityManagers.find(
                entityManager -> entityManager
                        .createNamedQuery(AttemptRow.FIND, AttemptRow.class)
                        .setParameter("id", id),
                AttemptRow::toStoredAttempt);
    }

    @Override
    public List<StoredAttempt> attempts(Collection<String> ids) {
        return entityManagers.find(
                entityManager -> entityManager
                        .createNamedQuery(AttemptRow.FIND_ALL, AttemptRow.class)
                        .setParameter("ids", ids),
                AttemptRow::toStoredAttempt);
    }

    @Override
    public void requestAbort(String id, Instant expiresAt) {
        entityManagers.write(entityManager -> {
            int extended = BulkStatement.named(entityManager, AbortRow.EXTEND)
                    .with("id", id)
                    .with("expiresAt", expiresAt)
                    .execute();
            if (extended == 0) {
                entityManager.persist(new AbortRow(id, expiresAt));
            }
            return true;
        });
    }

    @Override
    public boolean isAbortRequested(String id) {
        return entityManagers.exists(
                entityManager -> entityManager.createNamedQuery(AbortRow.EXISTS).setParameter("id", id));
    }

    @Override
    public void revoke(Collection<String> ids, Duration kept) {
        if (ids.isEmpty()) {
            return;
        }
        entityManagers.write(entityManager -> {
            var now = entityManagers.clock().now(entityManager);
            BulkStatement.named(entityManager, RevocationRow.EXTEND)
                    .with("ids", ids)
                    .with("now", now)
                    .with("expiresAt", now.plus(kept))
                    .execute();
            var known = new HashSet<>(entityManager
                    .createNamedQuery(RevocationRow.KNOWN, String.class)
                    .setParameter("ids", ids)
                    .getResultList());
            ids.stream()
                    .filter(known::add)
                    .map(id -> new RevocationRow(new Revocation(id, now, now.plus(kept))))
                    .forEach(entityManager::persist);
            entityManager.flush();
            entityManager.clear();
            return true;
        });
    }

    @Override
    public Set<String> findRevoked(Collection<String> ids) {
        return ids.isEmpty()
                ? Set.of()
                : entityManagers.read(entityManager -> Set.copyOf(entityManager
                        .createNamedQuery(RevocationRow.KNOWN, String.class)
                        .setParameter("ids", ids)
                        .getResultList()));
    }

    @Override
    public List<Revocation> revocations(Instant since) {
        return entityManagers.read(
                entityManager -> entityManager
                        .createNamedQuery(RevocationRow.SINCE, Object[].class)
                        .setParameter("since", since)
                        .getResultList()
                        .stream()
                        .map(RevocationRow::toRevocation)
                        .toList());
    }

    @Override
    public int deleteExpired(int limit) {
        return entityManagers.write(entityManager ->
                new ExpiredRows(entityManager, entityManagers.clock().now(entityManager), limit).delete());
    }

    @Override
    public void close() {
        entityManagers.close();
    }
}
