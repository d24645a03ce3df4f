package io.apium.jpa;

import jakarta.persistence.Column;
import jakarta.persistence.Convert;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.IdClass;
import jakarta.persistence.NamedQuery;
import jakarta.persistence.Table;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A row of {@code apium_outcome}: what a task's call to the outside world returned. It is inserted, read and deleted, never
 * updated.
 */
@Entity
@IdClass(OutcomeKey.class)
@Table(name = "apium_outcome")
@NamedQuery(
        name = OutcomeRow.FIND,
        query = "select o from OutcomeRow o where o.taskId = :taskId and o.outcomeKey = :outcomeKey")
@NamedQuery(
        name = OutcomeRow.EXPIRED,
        query = "select o.taskId, o.outcomeKey from OutcomeRow o where o.expiresAt <= :now order by o.expiresAt")
@NamedQuery(
        name = OutcomeRow.DELETE_EXPIRED,
        query = "delete from OutcomeRow o where o.taskId in :ids and o.outcomeKey = :rest and o.expiresAt <= :now")
class OutcomeRow {

    static final String FIND = "OutcomeRow.find";
    static final String EXPIRED = "OutcomeRow.expired";
    static final String DELETE_EXPIRED = "OutcomeRow.deleteExpired";

    @Id
    @Column(name = "task_id", updatable = false)
    private String taskId;

    @Id
    @Column(name = "outcome_key", updatable = false)
    private String outcomeKey;

    @Column(name = "outcome", updatable = false)
    private @Nullable String outcome;

    @Column(name = "expires_at", updatable = false)
    @Convert(converter = UtcTimestamp.class)
    private @Nullable Instant expiresAt;

    /** For the persistence provider, which fills the fields. */
    @SuppressWarnings("NullAway.Init")
    protected OutcomeRow() {}

    OutcomeRow(String taskId, String outcomeKey, @Nullable String outcome, @Nullable Instant expiresAt) {
        this.taskId = taskId;
        this.outcomeKey = outcomeKey;
        this.outcome = outcome;
        this.expiresAt = expiresAt;
    }

    @Nullable
    String outcome() {
        return outcome;
    }
}
