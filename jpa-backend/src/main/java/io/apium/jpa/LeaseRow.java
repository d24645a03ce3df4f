package io.apium.jpa;

import io.apium.spi.Lease;
import jakarta.persistence.Column;
import jakarta.persistence.Convert;
import jakarta.persistence.Entity;
import jakarta.persistence.EntityManager;
import jakarta.persistence.Id;
import jakarta.persistence.IdClass;
import jakarta.persistence.NamedNativeQuery;
import jakarta.persistence.NamedQuery;
import jakarta.persistence.Query;
import jakarta.persistence.Table;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** A row of {@code apium_lease}: an execution that a node holds. It is inserted, read and deleted, never updated. */
@Entity
@IdClass(ExecutionKey.class)
@Table(name = "apium_lease")
@NamedQuery(name = LeaseRow.LOSSES, query = "select l.losses from LeaseRow l where l.id = :id and l.attempt = :attempt")
@NamedQuery(name = LeaseRow.HELD, query = "select l from LeaseRow l where l.holder = :holder")
@NamedQuery(name = LeaseRow.REMOVE, query = """
                delete from LeaseRow l
                where l.id = :id and l.attempt = :attempt and l.holder = :holder and l.losses = :losses
                """)
// Native, for EclipseLink would do it in several statements on MySQL, and the node may have given a sign of life
// meanwhile.
@NamedNativeQuery(name = LeaseRow.REMOVE_LOST, query = """
                delete from apium_lease where id = ?1 and attempt = ?2 and holder = ?3 and losses = ?4
                and not exists (select n.id from apium_node n where n.id = apium_lease.holder and n.seen_at > ?5)
                """)
@NamedQuery(name = LeaseRow.LOST, query = """
                select l from LeaseRow l
                where not exists (select n.id from NodeRow n where n.id = l.holder and n.seenAt > :silentSince)
                order by l.takenAt
                """)
class LeaseRow {

    static final String LOSSES = "LeaseRow.losses";
    static final String HELD = "LeaseRow.held";
    static final String REMOVE = "LeaseRow.remove";
    static final String LOST = "LeaseRow.lost";
    static final String REMOVE_LOST = "LeaseRow.removeLost";

    @Id
    @Column(name = "id", updatable = false)
    private String id;

    @Id
    @Column(name = "attempt", updatable = false)
    private int attempt;

    @Column(name = "task", updatable = false)
    private String task;

    @Column(name = "holder", updatable = false)
    private String holder;

    @Column(name = "worker", updatable = false)
    private String worker;

    // Not every database has a boolean type.
    @Column(name = "repeatable", updatable = false)
    private int repeatable;

    @Column(name = "losses", updatable = false)
    private int losses;

    @Column(name = "taken_at", updatable = false)
    @Convert(converter = EpochMicros.class)
    private Instant takenAt;

    @Column(name = "queue", updatable = false)
    private String queue;

    @Column(name = "priority", updatable = false)
    private @Nullable Integer priority;

    @Column(name = "properties", updatable = false)
    private String properties;

    @Column(name = "body", updatable = false)
    private String body;

    /** For the persistence provider, which fills the fields. */
    @SuppressWarnings("NullAway.Init")
    protected LeaseRow() {}

    LeaseRow(Lease lease) {
        id = lease.id();
        attempt = lease.attempt();
        task = lease.task();
        holder = lease.holder();
        worker = lease.worker();
        repeatable = lease.isRepeatable() ? 1 : 0;
        losses = lease.losses();
        takenAt = lease.takenAt();
        queue = lease.queue();
        priority = lease.priority();
        properties = MessageProperties.write(lease.properties());
        body = lease.body();
    }

    /** {@return the statement that removes the lease if its holder has given no sign of life since then} */
    static Query removeLost(EntityManager entityManager, Lease lease, Instant silentSince) {
        return entityManager
                .createNamedQuery(REMOVE_LOST)
                .setParameter(1, lease.id())
                .setParameter(2, lease.attempt())
                .setParameter(3, lease.holder())
                .setParameter(4, lease.losses())
                .setParameter(5, EpochMicros.of(silentSince));
    }

    Lease toLease() {
        return new Lease(
                id,
                attempt,
                task,
                holder,
                worker,
                repeatable != 0,
                losses,
                takenAt,
                queue,
                priority,
                MessageProperties.read(properties),
                body);
    }
}
