package io.apium.jpa;

import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.mapping;
import static java.util.stream.Collectors.toList;

import jakarta.persistence.EntityManager;
import java.time.Instant;
import java.util.Collection;
import java.util.List;

/**
 * Rows that had expired at a moment. They are found by the index on when they expire, and looked at once more when they are
 * deleted, for somebody may have put that off meanwhile.
 *
 * @param entityManager a transaction's
 * @param now the moment
 * @param limit how many rows of a table at most
 */
record ExpiredRows(EntityManager entityManager, Instant now, int limit) {

    /** Deletes them. {@return how many rows that were} */
    int delete() {
        return deleteById(ResultRow.EXPIRED, ResultRow.DELETE_EXPIRED)
                + deleteById(AbortRow.EXPIRED, AbortRow.DELETE_EXPIRED)
                + deleteById(RevocationRow.EXPIRED, RevocationRow.DELETE_EXPIRED)
                + deleteByIdAndRest(AttemptRow.EXPIRED, AttemptRow.DELETE_EXPIRED)
                + deleteByIdAndRest(OnceRow.EXPIRED, OnceRow.DELETE_EXPIRED)
                + deleteById(FailedRow.EXPIRED, FailedRow.DELETE_EXPIRED)
                + deleteByIdAndRest(PageRow.EXPIRED, PageRow.DELETE_EXPIRED)
                + deleteExpiredJoins()
                + deleteOrphans();
    }

    /** {@return joins inside of others that are gone} Their values were for those. */
    private List<String> orphans() {
        return entityManager
                .createNamedQuery(JoinRow.ORPHANS, String.class)
                .setMaxResults(limit)
                .getResultList();
    }

    private int deleteExpiredJoins() {
        List<String> ids = find(JoinRow.EXPIRED, String.class);
        return ids.isEmpty() ? 0 : withStripes(ids, statement(JoinRow.DELETE_EXPIRED, ids));
    }

    private int deleteOrphans() {
        List<String> ids = orphans();
        return ids.isEmpty()
                ? 0
                : withStripes(
                        ids, BulkStatement.named(entityManager, JoinRow.DELETE).with("ids", ids));
    }

    private int withStripes(List<String> ids, BulkStatement deletion) {
        int joins = deletion.execute();
        BulkStatement.named(entityManager, StripeRow.DELETE).with("ids", ids).execute();
        return joins;
    }

    private int deleteById(String find, String delete) {
        List<String> ids = find(find, String.class);
        return ids.isEmpty() ? 0 : statement(delete, ids).execute();
    }

    // No database-independent query takes a list of keys of two columns: a statement for each value of the second, of
    // which there are few.
    private int deleteByIdAndRest(String find, String delete) {
        return find(find, Object[].class).stream()
                .collect(groupingBy(key -> key[1], mapping(key -> key[0], toList())))
                .entrySet()
                .stream()
                .mapToInt(keys -> statement(delete, keys.getValue())
                        .with("rest", keys.getKey())
                        .execute())
                .sum();
    }

    private <T> List<T> find(String query, Class<T> type) {
        return entityManager
                .createNamedQuery(query, type)
                .setParameter("now", now)
                .setMaxResults(limit)
                .getResultList();
    }

    private BulkStatement statement(String name, Collection<?> ids) {
        return BulkStatement.named(entityManager, name).with("ids", ids).with("now", now);
    }
}
