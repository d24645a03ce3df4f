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
 * A row of {@code apium_once}: what a task's call to the outside world returned. It is inserted, read and deleted, never
 * updated.
 */
@Entity
@IdClass(OnceKey.class)
@Table(name = "apium_once")
@NamedQuery(name = OnceRow.FIND, query = "select o from OnceRow o where o.taskId = :taskId and o.callKey = :callKey")
@NamedQuery(
        name = OnceRow.EXPIRED,
        query = "select o.taskId, o.callKey from OnceRow o where o.expiresAt <= :now order by o.expiresAt")
@NamedQuery(
        name = OnceRow.DELETE_EXPIRED,
        query = "delete from OnceRow o where o.taskId in :ids and o.callKey = :rest and o.expiresAt <= :now")
class OnceRow {

    static final String FIND = "OnceRow.find";
    static final String EXPIRED = "OnceRow.expired";
    static final String DELETE_EXPIRED = "OnceRow.deleteExpired";

    @Id
    @Column(name = "task_id", updatable = false)
    private String taskId;

    @Id
    @Column(name = "call_key", updatable = false)
    private String callKey;

    @Column(name = "outcome", updatable = false)
    private @Nullable String outcome;

    @Column(name = "expires_at", updatable = false)
    @Convert(converter = EpochMicros.class)
    private @Nullable Instant expiresAt;

    /** For the persistence provider, which fills the fields. */
    @SuppressWarnings("NullAway.Init")
    protected OnceRow() {}

    OnceRow(String taskId, String callKey, @Nullable String outcome, @Nullable Instant expiresAt) {
        this.taskId = taskId;
        this.callKey = callKey;
        this.outcome = outcome;
        this.expiresAt = expiresAt;
    }

    @Nullable
    String outcome() {
        return outcome;
    }
}
