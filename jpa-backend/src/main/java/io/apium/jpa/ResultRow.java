package io.apium.jpa;

import io.apium.TaskFailure;
import io.apium.TaskState;
import io.apium.spi.StoredResult;
import jakarta.persistence.Column;
import jakarta.persistence.Convert;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.NamedQuery;
import jakarta.persistence.Table;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** A row of {@code apium_result}: how one task ended. It is inserted, read and deleted, never updated. */
@Entity
@Table(name = "apium_result")
@NamedQuery(name = ResultRow.FIND, query = "select r from ResultRow r where r.id = :id")
@NamedQuery(name = ResultRow.DELETE, query = "delete from ResultRow r where r.id = :id")
class ResultRow {

    static final String FIND = "ResultRow.find";
    static final String DELETE = "ResultRow.delete";

    @Id
    @Column(name = "id", updatable = false)
    private String id;

    @Column(name = "task", updatable = false)
    private String task;

    @Column(name = "state", updatable = false)
    private String state;

    @Column(name = "attempt", updatable = false)
    private int attempt;

    @Column(name = "outcome", updatable = false)
    private @Nullable String value;

    @Column(name = "failure_type", updatable = false)
    private @Nullable String failureType;

    @Column(name = "failure_message", updatable = false)
    private @Nullable String failureMessage;

    @Column(name = "failure_trace", updatable = false)
    private @Nullable String failureTrace;

    @Column(name = "worker", updatable = false)
    private String worker;

    @Column(name = "root_id", updatable = false)
    private String rootId;

    @Column(name = "parent_id", updatable = false)
    private @Nullable String parentId;

    @Column(name = "started_at", updatable = false)
    @Convert(converter = UtcTimestamp.class)
    private Instant startedAt;

    @Column(name = "ended_at", updatable = false)
    @Convert(converter = UtcTimestamp.class)
    private Instant endedAt;

    /** For the persistence provider, which fills the fields. */
    @SuppressWarnings("NullAway.Init")
    protected ResultRow() {}

    ResultRow(StoredResult result) {
        id = result.id();
        task = result.task();
        state = result.state().name();
        attempt = result.attempt();
        value = result.value();
        TaskFailure failure = result.failureOrNull();
        if (failure != null) {
            failureType = failure.type();
            failureMessage = storable(failure.message());
            failureTrace = storable(failure.trace());
        }
        worker = result.worker();
        rootId = result.rootId();
        parentId = result.parentIdOrNull();
        startedAt = result.startedAt();
        endedAt = result.endedAt();
    }

    StoredResult toStoredResult() {
        return new StoredResult(
                id,
                task,
                new TaskState(state),
                attempt,
                value,
                failure(),
                worker,
                rootId,
                parentId,
                startedAt,
                endedAt);
    }

    private @Nullable TaskFailure failure() {
        return failureType == null
                ? null
                : new TaskFailure(failureType, orEmpty(failureMessage), orEmpty(failureTrace));
    }

    // Oracle reads an empty string back as null.
    private static String orEmpty(@Nullable String text) {
        return text == null ? "" : text;
    }

    // PostgreSQL refuses the character 0, which an exception's message may hold; the failure must be stored all the
    // same.
    private static String storable(String text) {
        return text.replace('\0', '\uFFFD');
    }
}
