package io.apium.jpa;

import io.apium.TaskState;
import io.apium.spi.StoredResult;
import jakarta.persistence.Column;
import jakarta.persistence.Convert;
import jakarta.persistence.Embedded;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.NamedQuery;
import jakarta.persistence.Table;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** A row of {@code apium_result}: how one task ended. It is inserted, read and deleted; all that changes is when it may be. */
@Entity
@Table(name = "apium_result")
@NamedQuery(name = ResultRow.FIND, query = "select r from ResultRow r where r.id = :id")
@NamedQuery(name = ResultRow.KNOWN, query = "select r.id from ResultRow r where r.id in :ids")
@NamedQuery(name = ResultRow.FIND_ALL, query = "select r from ResultRow r where r.id in :ids")
@NamedQuery(
        name = ResultRow.FIND_ENDS,
        query = "select r.id, r.task, r.state, r.attempt, r.failure.failureType, r.failure.failureMessage,"
                + " r.failure.failureTrace, r.worker, r.rootId, r.parentId, r.startedAt, r.endedAt, r.expiresAt,"
                + " r.groupId, r.memberIndex, r.children from ResultRow r where r.id in :ids")
@NamedQuery(
        name = ResultRow.IN_OPEN_GROUPS,
        query = "select r.id, j.outerId from ResultRow r, JoinRow j"
                + " where r.id in :ids and j.id = r.groupId and j.expiresAt is null")
@NamedQuery(name = ResultRow.EXPIRE, query = "update ResultRow r set r.expiresAt = :now where r.id in :ids")
@NamedQuery(
        name = ResultRow.MEMBERS,
        query =
                "select r from ResultRow r where r.groupId = :groupId and r.memberIndex >= :from order by r.memberIndex")
@NamedQuery(
        name = ResultRow.COUNT_MEMBERS,
        query = "select r.state, count(r) from ResultRow r where r.groupId = :groupId group by r.state")
@NamedQuery(name = ResultRow.DELETE_ALL, query = "delete from ResultRow r where r.id in :ids")
@NamedQuery(
        name = ResultRow.EXPIRED,
        query = "select r.id from ResultRow r where r.expiresAt <= :now"
                // Somebody waits for the values of an open group.
                + " and not exists (select j.id from JoinRow j where j.id = r.groupId"
                + " and (j.expiresAt is null or j.expiresAt > :now))"
                + " order by r.expiresAt")
@NamedQuery(
        name = ResultRow.DELETE_EXPIRED,
        query = "delete from ResultRow r where r.id in :ids and r.expiresAt <= :now")
class ResultRow {

    static final String FIND = "ResultRow.find";
    static final String KNOWN = "ResultRow.known";
    static final String FIND_ALL = "ResultRow.findAll";
    static final String MEMBERS = "ResultRow.members";
    static final String COUNT_MEMBERS = "ResultRow.countMembers";
    static final String FIND_ENDS = "ResultRow.findEnds";
    static final String IN_OPEN_GROUPS = "ResultRow.inOpenGroups";
    static final String EXPIRE = "ResultRow.expire";
    static final String DELETE_ALL = "ResultRow.deleteAll";
    static final String EXPIRED = "ResultRow.expired";
    static final String DELETE_EXPIRED = "ResultRow.deleteExpired";

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

    @Embedded
    private @Nullable FailureColumns failure;

    @Column(name = "worker", updatable = false)
    private String worker;

    @Column(name = "root_id", updatable = false)
    private String rootId;

    @Column(name = "parent_id", updatable = false)
    private @Nullable String parentId;

    @Column(name = "started_at", updatable = false)
    @Convert(converter = EpochMicros.class)
    private Instant startedAt;

    @Column(name = "ended_at", updatable = false)
    @Convert(converter = EpochMicros.class)
    private Instant endedAt;

    @Column(name = "expires_at")
    @Convert(converter = EpochMicros.class)
    private @Nullable Instant expiresAt;

    @Column(name = "queue", updatable = false)
    private @Nullable String queue;

    @Column(name = "args", updatable = false)
    private @Nullable String args;

    @Column(name = "group_id", updatable = false)
    private @Nullable String groupId;

    @Column(name = "member_index", updatable = false)
    private @Nullable Integer memberIndex;

    @Column(name = "children", updatable = false)
    private @Nullable String children;

    /** For the persistence provider, which fills the fields. */
    @SuppressWarnings("NullAway.Init")
    protected ResultRow() {}

    ResultRow(StoredResult result) {
        id = result.id();
        task = result.task();
        state = result.state().name();
        attempt = result.attempt();
        value = result.value();
        failure = new FailureColumns(result.failure());
        worker = result.worker();
        rootId = result.rootId();
        parentId = result.parentId();
        startedAt = result.startedAt();
        endedAt = result.endedAt();
        expiresAt = result.expiresAt();
        StoredResult.Extension extension = result.extension();
        if (extension != null) {
            queue = extension.queue();
            args = extension.args();
        }
        StoredResult.Member member = result.member();
        if (member != null) {
            groupId = member.groupId();
            memberIndex = member.index();
        }
        children = Ids.write(result.children());
    }

    /** {@return a row of {@link #FIND_ENDS}} */
    static StoredResult end(Object[] row) {
        String groupId = (String) row[13];
        Integer memberIndex = (Integer) row[14];
        return new StoredResult(
                (String) row[0],
                (String) row[1],
                new TaskState((String) row[2]),
                (Integer) row[3],
                null,
                FailureColumns.toTaskFailure((String) row[4], (String) row[5], (String) row[6]),
                (String) row[7],
                (String) row[8],
                (String) row[9],
                (Instant) row[10],
                (Instant) row[11],
                (Instant) row[12],
                null,
                groupId == null || memberIndex == null ? null : new StoredResult.Member(groupId, memberIndex),
                Ids.read((String) row[15]));
    }

    StoredResult toStoredResult() {
        return new StoredResult(
                id,
                task,
                new TaskState(state),
                attempt,
                value,
                FailureColumns.toTaskFailure(failure),
                worker,
                rootId,
                parentId,
                startedAt,
                endedAt,
                expiresAt,
                queue == null || args == null ? null : new StoredResult.Extension(queue, args),
                groupId == null || memberIndex == null ? null : new StoredResult.Member(groupId, memberIndex),
                Ids.read(children));
    }
}
