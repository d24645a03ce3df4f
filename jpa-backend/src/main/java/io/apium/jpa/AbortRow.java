package io.apium.jpa;

import jakarta.persistence.Column;
import jakarta.persistence.Convert;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.NamedQuery;
import jakarta.persistence.Table;
import java.time.Instant;

/** A row of {@code apium_abort}: the wish that a task should end. */
@Entity
@Table(name = "apium_abort")
@NamedQuery(name = AbortRow.EXISTS, query = "select a.id from AbortRow a where a.id = :id")
@NamedQuery(name = AbortRow.EXTEND, query = "update AbortRow a set a.expiresAt = :expiresAt where a.id = :id")
@NamedQuery(name = AbortRow.DELETE_ALL, query = "delete from AbortRow a where a.id in :ids")
@NamedQuery(
        name = AbortRow.EXPIRED,
        query = "select a.id from AbortRow a where a.expiresAt <= :now order by a.expiresAt")
@NamedQuery(name = AbortRow.DELETE_EXPIRED, query = "delete from AbortRow a where a.id in :ids and a.expiresAt <= :now")
class AbortRow {

    static final String EXISTS = "AbortRow.exists";
    static final String EXTEND = "AbortRow.extend";
    static final String DELETE_ALL = "AbortRow.deleteAll";
    static final String EXPIRED = "AbortRow.expired";
    static final String DELETE_EXPIRED = "AbortRow.deleteExpired";

    @Id
    @Column(name = "id", updatable = false)
    private String id;

    @Column(name = "expires_at")
    @Convert(converter = EpochMicros.class)
    private Instant expiresAt;

    /** For the persistence provider, which fills the fields. */
    @SuppressWarnings("NullAway.Init")
    protected AbortRow() {}

    AbortRow(String id, Instant expiresAt) {
        this.id = id;
        this.expiresAt = expiresAt;
    }
}
