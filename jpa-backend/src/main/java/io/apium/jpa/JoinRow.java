package io.apium.jpa;

import io.apium.spi.StoredJoin;
import jakarta.persistence.Column;
import jakarta.persistence.Convert;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.NamedQuery;
import jakarta.persistence.Table;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** A row of {@code apium_join}: who waits for a group. It is changed by statements only. */
@Entity
@Table(name = "apium_join")
@NamedQuery(name = JoinRow.FIND, query = "select j from JoinRow j where j.id = :id")
@NamedQuery(
        name = JoinRow.SEAL,
        query = "update JoinRow j set j.memberCount = :size, j.remaining = :remaining where j.id = :id")
@NamedQuery(
        name = JoinRow.COUNT_DOWN,
        query = "update JoinRow j set j.remaining = j.remaining - :number"
                + " where j.id = :id and j.remaining > :number")
@NamedQuery(
        name = JoinRow.EMPTY,
        query = "update JoinRow j set j.remaining = 0 where j.id = :id and j.remaining = :number")
@NamedQuery(
        name = JoinRow.FAIL,
        query = "update JoinRow j set j.state = 'FAILED', j.failures = :number where j.id = :id and j.state = 'OPEN'")
@NamedQuery(
        name = JoinRow.FAIL_AGAIN,
        query = "update JoinRow j set j.failures = j.failures + :number where j.id = :id and j.state = 'FAILED'")
@NamedQuery(
        name = JoinRow.REOPEN,
        query = "update JoinRow j set j.state = 'OPEN', j.failures = 0, j.remaining = j.remaining + :number,"
                + " j.expiresAt = null where j.id = :id and j.state = 'FAILED' and j.failures = 1")
@NamedQuery(
        name = JoinRow.REVIVE,
        query = "update JoinRow j set j.failures = j.failures - 1, j.remaining = j.remaining + :number,"
                + " j.expiresAt = null where j.id = :id and j.state = 'FAILED' and j.failures > 1")
@NamedQuery(
        name = JoinRow.GROW,
        query = "update JoinRow j set j.memberCount = j.memberCount + :members where j.id = :id")
@NamedQuery(name = JoinRow.SIZE, query = "select j.memberCount from JoinRow j where j.id = :id")
@NamedQuery(
        name = JoinRow.CLOSE,
        query = "update JoinRow j set j.state = case when j.state = 'FAILED' then 'FAILED' else 'CLOSED' end,"
                + " j.expiresAt = :expiresAt where j.id = :id")
@NamedQuery(
        name = JoinRow.OPEN_OF,
        query = "select j.id, j.outerId from JoinRow j where j.id in :ids and j.expiresAt is null")
@NamedQuery(name = JoinRow.EXPIRED, query = "select j.id from JoinRow j where j.expiresAt <= :now order by j.expiresAt")
@NamedQuery(
        name = JoinRow.ORPHANS,
        query = "select j.id from JoinRow j where j.outerId is not null and j.remaining = 0"
                + " and not exists (select o.id from JoinRow o where o.id = j.outerId)")
@NamedQuery(name = JoinRow.DELETE, query = "delete from JoinRow j where j.id in :ids")
@NamedQuery(name = JoinRow.DELETE_EXPIRED, query = "delete from JoinRow j where j.id in :ids and j.expiresAt <= :now")
class JoinRow {

    static final String FIND = "JoinRow.find";
    static final String SEAL = "JoinRow.seal";
    static final String COUNT_DOWN = "JoinRow.countDown";
    static final String EMPTY = "JoinRow.empty";
    static final String GROW = "JoinRow.grow";
    static final String SIZE = "JoinRow.size";
    static final String FAIL = "JoinRow.fail";
    static final String FAIL_AGAIN = "JoinRow.failAgain";
    static final String REOPEN = "JoinRow.reopen";
    static final String REVIVE = "JoinRow.revive";
    static final String CLOSE = "JoinRow.close";
    static final String OPEN_OF = "JoinRow.openOf";
    static final String EXPIRED = "JoinRow.expired";
    static final String ORPHANS = "JoinRow.orphans";
    static final String DELETE = "JoinRow.delete";
    static final String DELETE_EXPIRED = "JoinRow.deleteExpired";

    @Id
    @Column(name = "id", updatable = false)
    private String id;

    @Column(name = "root_id", updatable = false)
    private String rootId;

    @Column(name = "outer_id", updatable = false)
    private @Nullable String outerId;

    @Column(name = "state")
    private String state;

    @Column(name = "member_count")
    private int memberCount;

    @SuppressWarnings("UnusedVariable") // Statements count it.
    @Column(name = "remaining")
    private int remaining;

    @SuppressWarnings("UnusedVariable") // Statements count them.
    @Column(name = "failures")
    private int failures;

    // Not every database has a boolean type.
    @Column(name = "tolerant", updatable = false)
    private int tolerant;

    @Column(name = "content", updatable = false)
    private String content;

    @Column(name = "expires_at")
    @Convert(converter = EpochMicros.class)
    private @Nullable Instant expiresAt;

    /** For the persistence provider, which fills the fields. */
    @SuppressWarnings("NullAway.Init")
    protected JoinRow() {}

    JoinRow(StoredJoin join) {
        id = join.id();
        rootId = join.rootId();
        outerId = join.outerId();
        state = join.state().name();
        memberCount = join.size();
        tolerant = join.isTolerant() ? 1 : 0;
        content = join.content();
        expiresAt = join.expiresAt();
    }

    StoredJoin toStoredJoin() {
        return new StoredJoin(
                id, rootId, outerId, StoredJoin.State.valueOf(state), memberCount, tolerant != 0, content, expiresAt);
    }
}
