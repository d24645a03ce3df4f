package io.apium.jpa;

import io.apium.spi.Revocation;
import jakarta.persistence.Column;
import jakarta.persistence.Convert;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.NamedQuery;
import jakarta.persistence.Table;
import java.time.Instant;

/** A row of {@code apium_revocation}: that a task is not to be called. */
@Entity
@Table(name = "apium_revocation")
@NamedQuery(name = RevocationRow.KNOWN, query = "select r.id from RevocationRow r where r.id in :ids")
@NamedQuery(
        name = RevocationRow.EXTEND,
        query = "update RevocationRow r set r.revokedAt = :now, r.expiresAt = :expiresAt where r.id in :ids")
@NamedQuery(
        name = RevocationRow.SINCE,
        query = "select r.id, r.revokedAt, r.expiresAt from RevocationRow r where r.revokedAt >= :since")
@NamedQuery(
        name = RevocationRow.EXPIRED,
        query = "select r.id from RevocationRow r where r.expiresAt <= :now order by r.expiresAt")
@NamedQuery(
        name = RevocationRow.DELETE_EXPIRED,
        query = "delete from RevocationRow r where r.id in :ids and r.expiresAt <= :now")
class RevocationRow {

    static final String KNOWN = "RevocationRow.known";
    static final String EXTEND = "RevocationRow.extend";
    static final String SINCE = "RevocationRow.since";
    static final String EXPIRED = "RevocationRow.expired";
    static final String DELETE_EXPIRED = "RevocationRow.deleteExpired";

    @Id
    @Column(name = "id", updatable = false)
    private String id;

    @Column(name = "revoked_at")
    @Convert(converter = EpochMicros.class)
    private Instant revokedAt;

    @Column(name = "expires_at")
    @Convert(converter = EpochMicros.class)
    private Instant expiresAt;

    /** For the persistence provider, which fills the fields. */
    @SuppressWarnings("NullAway.Init")
    protected RevocationRow() {}

    RevocationRow(Revocation revocation) {
        this.id = revocation.id();
        this.revokedAt = revocation.revokedAt();
        this.expiresAt = revocation.expiresAt();
    }

    /** {@return the revocation in a row that {@link #SINCE} has found} */
    static Revocation toRevocation(Object[] found) {
        return new Revocation((String) found[0], (Instant) found[1], (Instant) found[2]);
    }
}
