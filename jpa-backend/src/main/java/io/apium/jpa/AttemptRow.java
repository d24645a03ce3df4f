package io.apium.jpa;

import static java.util.stream.Collectors.joining;

import io.apium.TaskState;
import io.apium.spi.StoredAttempt;
import jakarta.persistence.Column;
import jakarta.persistence.Convert;
import jakarta.persistence.Embedded;
import jakarta.persistence.Entity;
import jakarta.persistence.EntityManager;
import jakarta.persistence.Id;
import jakarta.persistence.IdClass;
import jakarta.persistence.NamedQuery;
import jakarta.persistence.Query;
import jakarta.persistence.Table;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A row of {@code apium_attempt}: an execution that did not end its task. It is kept as long as the task's result and its
 * other attempts, whatever its own expiry says. It is updated by {@link #save} only, which leaves
 * one alone that has ended.
 */
@Entity
@IdClass(ExecutionKey.class)
@Table(name = "apium_attempt")
@NamedQuery(name = AttemptRow.FIND, query = "select a from AttemptRow a where a.id = :id order by a.attempt")
@NamedQuery(
        name = AttemptRow.FIND_ALL,
        query = "select a from AttemptRow a where a.id in :ids order by a.id, a.attempt")
@NamedQuery(name = AttemptRow.EXISTS, query = "select a.id from AttemptRow a where a.id = :id and a.attempt = :attempt")
@NamedQuery(
        name = AttemptRow.RETRIED,
        query = "select a.id, a.attempt from AttemptRow a where a.id in :ids and a.state = :retry")
@NamedQuery(name = AttemptRow.DELETE_ALL, query = "delete from AttemptRow a where a.id in :ids")
@NamedQuery(
        name = AttemptRow.EXPIRED,
        query = "select a.id, a.attempt from AttemptRow a where a.expiresAt <= :now"
                + " and not exists (select r.id from ResultRow r where r.id = a.id)"
                + " and not exists (select b.id from AttemptRow b"
                + " where b.id = a.id and (b.expiresAt is null or b.expiresAt > :now))"
                + " order by a.expiresAt")
@NamedQuery(
        name = AttemptRow.DELETE_EXPIRED,
        query = "delete from AttemptRow a where a.id in :ids and a.attempt = :rest and a.expiresAt <= :now")
class AttemptRow {

    static final String FIND = "AttemptRow.find";
    static final String FIND_ALL = "AttemptRow.findAll";
    static final String RETRIED = "AttemptRow.retried";
    static final String EXISTS = "AttemptRow.exists";
    static final String DELETE_ALL = "AttemptRow.deleteAll";
    static final String EXPIRED = "AttemptRow.expired";
    static final String DELETE_EXPIRED = "AttemptRow.deleteExpired";

    @Id
    @Column(name = "id", updatable = false)
    private String id;

    @Id
    @Column(name = "attempt", updatable = false)
    private int attempt;

    @Column(name = "task")
    private String task;

    @Column(name = "state")
    private String state;

    @Column(name = "meta")
    private @Nullable String meta;

    @Embedded
    private @Nullable FailureColumns failure;

    @Column(name = "worker")
    private String worker;

    @Column(name = "started_at")
    @Convert(converter = EpochMicros.class)
    private Instant startedAt;

    @Column(name = "ended_at")
    @Convert(converter = EpochMicros.class)
    private @Nullable Instant endedAt;

    @Column(name = "next_at")
    @Convert(converter = EpochMicros.class)
    private @Nullable Instant nextAt;

    @Column(name = "expires_at")
    @Convert(converter = EpochMicros.class)
    private @Nullable Instant expiresAt;

    /** For the persistence provider, which fills the fields. */
    @SuppressWarnings("NullAway.Init")
    protected AttemptRow() {}

    AttemptRow(StoredAttempt stored) {
        id = stored.id();
        attempt = stored.number();
        task = stored.task();
        state = stored.state().name();
        meta = stored.meta();
        failure = new FailureColumns(stored.failure());
        worker = stored.worker();
        startedAt = stored.startedAt();
        endedAt = stored.endedAt();
        nextAt = stored.nextAt();
        expiresAt = stored.expiresAt();
    }

    /** {@return the statement that puts the attempt in place of the row there is, if that has not ended} */
    static Query save(EntityManager entityManager, StoredAttempt stored) {
        Map<String, @Nullable Object> values = values(stored);
        // As a parameter, EclipseLink would send null as text, which PostgreSQL does not take for a number.
        String assignments = values.entrySet().stream()
                .map(it -> "a." + it.getKey() + " = " + (it.getValue() == null ? "null" : ":" + parameter(it.getKey())))
                .collect(joining(", "));
        Query update = entityManager
                .createQuery("update AttemptRow a set " + assignments
                        + " where a.id = :id and a.attempt = :attempt and a.state <> :retry")
                .setParameter("id", stored.id())
                .setParameter("attempt", stored.number())
                .setParameter("retry", TaskState.RETRY.name());
        values.forEach((attribute, value) -> {
            if (value != null) {
                update.setParameter(parameter(attribute), value);
            }
        });
        return update;
    }

    private static String parameter(String attribute) {
        return attribute.substring(attribute.indexOf('.') + 1);
    }

    private static Map<String, @Nullable Object> values(StoredAttempt stored) {
        FailureColumns failure = new FailureColumns(stored.failure());
        Map<String, @Nullable Object> values = new LinkedHashMap<>();
        values.put("task", stored.task());
        values.put("state", stored.state().name());
        values.put("meta", stored.meta());
        values.put("failure.failureType", failure.failureType());
        values.put("failure.failureMessage", failure.failureMessage());
        values.put("failure.failureTrace", failure.failureTrace());
        values.put("worker", stored.worker());
        values.put("startedAt", stored.startedAt());
        values.put("endedAt", stored.endedAt());
        values.put("nextAt", stored.nextAt());
        values.put("expiresAt", stored.expiresAt());
        return values;
    }

    StoredAttempt toStoredAttempt() {
        return new StoredAttempt(
                id,
                attempt,
                task,
                new TaskState(state),
                meta,
                FailureColumns.toTaskFailure(failure),
                worker,
                startedAt,
                endedAt,
                nextAt,
                expiresAt);
    }
}
