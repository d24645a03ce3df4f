package io.apium.jpa;

import io.apium.spi.WorkflowStore.FailedMessage;
import jakarta.persistence.Column;
import jakarta.persistence.Convert;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.NamedQuery;
import jakarta.persistence.Table;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** A row of {@code apium_failed_message}: the message of a task of a workflow that has failed. */
@Entity
@Table(name = "apium_failed_message")
@NamedQuery(name = FailedRow.OF_ROOT, query = "select f from FailedRow f where f.rootId = :rootId order by f.id")
@NamedQuery(name = FailedRow.DELETE, query = "delete from FailedRow f where f.id = :id")
@NamedQuery(
        name = FailedRow.EXPIRED,
        query = "select f.id from FailedRow f where f.expiresAt <= :now order by f.expiresAt")
@NamedQuery(
        name = FailedRow.DELETE_EXPIRED,
        query = "delete from FailedRow f where f.id in :ids and f.expiresAt <= :now")
class FailedRow {

    static final String OF_ROOT = "FailedRow.ofRoot";
    static final String DELETE = "FailedRow.delete";
    static final String EXPIRED = "FailedRow.expired";
    static final String DELETE_EXPIRED = "FailedRow.deleteExpired";

    @Id
    @Column(name = "id", updatable = false)
    private String id;

    @Column(name = "root_id", updatable = false)
    private String rootId;

    @Column(name = "queue", updatable = false)
    private String queue;

    @Column(name = "priority", updatable = false)
    private @Nullable Integer priority;

    @Column(name = "properties", updatable = false)
    private String properties;

    @Column(name = "body", updatable = false)
    private String body;

    @Column(name = "expires_at", updatable = false)
    @Convert(converter = EpochMicros.class)
    private Instant expiresAt;

    /** For the persistence provider, which fills the fields. */
    @SuppressWarnings("NullAway.Init")
    protected FailedRow() {}

    FailedRow(FailedMessage message) {
        id = message.id();
        rootId = message.rootId();
        queue = message.queue();
        priority = message.priority();
        properties = MessageProperties.write(message.properties());
        body = message.body();
        expiresAt = message.expiresAt();
    }

    FailedMessage toFailedMessage() {
        return new FailedMessage(id, rootId, queue, priority, MessageProperties.read(properties), body, expiresAt);
    }
}
