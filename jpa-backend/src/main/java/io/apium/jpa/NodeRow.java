package io.apium.jpa;

import jakarta.persistence.Column;
import jakarta.persistence.Convert;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.NamedNativeQuery;
import jakarta.persistence.NamedQuery;
import jakarta.persistence.Table;
import java.time.Instant;

/** A row of {@code apium_node}: when a node last gave a sign of life. */
@Entity
@Table(name = "apium_node")
@NamedNativeQuery(name = NodeRow.SEEN, query = "update apium_node set seen_at = current_timestamp where id = ?1")
@NamedQuery(name = NodeRow.DELETE, query = "delete from NodeRow n where n.id = :id")
@NamedQuery(name = NodeRow.DELETE_SILENT, query = """
                delete from NodeRow n where n.seenAt <= :silentSince
                and not exists (select l.id from LeaseRow l where l.holder = n.id)
                """)
class NodeRow {

    static final String SEEN = "NodeRow.seen";
    static final String DELETE = "NodeRow.delete";
    static final String DELETE_SILENT = "NodeRow.deleteSilent";

    @Id
    @Column(name = "id", updatable = false)
    private String id;

    @Column(name = "name", updatable = false)
    private String name;

    @Column(name = "seen_at")
    @Convert(converter = UtcTimestamp.class)
    private Instant seenAt;

    /** For the persistence provider, which fills the fields. */
    @SuppressWarnings("NullAway.Init")
    protected NodeRow() {}

    NodeRow(String id, String name, Instant seenAt) {
        this.id = id;
        this.name = name;
        this.seenAt = seenAt;
    }
}
