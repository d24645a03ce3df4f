package io.apium.jpa;

import jakarta.persistence.Column;
import jakarta.persistence.Convert;
import jakarta.persistence.Entity;
import jakarta.persistence.EntityManager;
import jakarta.persistence.Id;
import jakarta.persistence.NamedNativeQuery;
import jakarta.persistence.NamedQuery;
import jakarta.persistence.Query;
import jakarta.persistence.Table;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** A row of {@code apium_node}: when a node last gave a sign of life. */
@Entity
@Table(name = "apium_node")
@NamedQuery(name = NodeRow.DELETE, query = "delete from NodeRow n where n.id = :id")
@NamedQuery(
        name = NodeRow.INTRODUCE,
        query = "update NodeRow n set n.jvm = :jvm, n.transactionNode = :transactionNode where n.id = :id")
@NamedQuery(name = NodeRow.NAMESAKES, query = """
                select n.name from NodeRow n
                where n.transactionNode = :transactionNode and n.jvm <> :jvm and n.seenAt > :since order by n.name
                """)
// Native, for the reason that LeaseRow.REMOVE_LOST has.
@NamedNativeQuery(name = NodeRow.DELETE_SILENT, query = """
                delete from apium_node where seen_at <= ?1
                and not exists (select l.id from apium_lease l where l.holder = apium_node.id)
                """)
class NodeRow {

    static final String DELETE = "NodeRow.delete";
    static final String INTRODUCE = "NodeRow.introduce";
    static final String NAMESAKES = "NodeRow.namesakes";
    static final String DELETE_SILENT = "NodeRow.deleteSilent";

    @Id
    @Column(name = "id", updatable = false)
    private String id;

    @Column(name = "name", updatable = false)
    private String name;

    @Column(name = "seen_at")
    @Convert(converter = EpochMicros.class)
    private Instant seenAt;

    @Column(name = "jvm", insertable = false)
    private @Nullable String jvm;

    @Column(name = "transaction_node", insertable = false)
    private @Nullable String transactionNode;

    /** For the persistence provider, which fills the fields. */
    @SuppressWarnings("NullAway.Init")
    protected NodeRow() {}

    NodeRow(String id, String name, Instant seenAt) {
        this.id = id;
        this.name = name;
        this.seenAt = seenAt;
    }

    /** {@return the statement that notes a sign of life, at the time of the database's clock} */
    static Query seen(EntityManager entityManager, DatabaseClock clock, String id) {
        return entityManager
                .createNativeQuery("update apium_node set seen_at = " + clock.sql() + " where id = ?1")
                .setParameter(1, id);
    }

    /** {@return the statement that deletes nodes that have given no sign of life since then, and hold no lease} */
    static Query deleteSilent(EntityManager entityManager, Instant silentSince) {
        return entityManager.createNamedQuery(DELETE_SILENT).setParameter(1, EpochMicros.of(silentSince));
    }
}
