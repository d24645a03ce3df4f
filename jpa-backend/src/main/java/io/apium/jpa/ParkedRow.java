package io.apium.jpa;

import io.apium.spi.OutgoingMessage;
import io.apium.spi.ParkedMessage;
import jakarta.persistence.Column;
import jakarta.persistence.Convert;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.NamedQuery;
import jakarta.persistence.Table;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** A row of {@code apium_parked}: a message that waits for its time. */
@Entity
@Table(name = "apium_parked")
@NamedQuery(name = ParkedRow.OF_TASK, query = ParkedRow.ENTRY + " where p.taskId = :taskId order by p.attempt")
@NamedQuery(name = ParkedRow.FIRST, query = ParkedRow.ENTRY + " order by p.dueAt, p.parkedKey")
@NamedQuery(
        name = ParkedRow.NEXT,
        query = ParkedRow.ENTRY + " where p.dueAt > :dueAt or (p.dueAt = :dueAt and p.parkedKey > :key)"
                + " order by p.dueAt, p.parkedKey")
@NamedQuery(
        name = ParkedRow.OF_KEYS,
        query = "select p from ParkedRow p where p.parkedKey in :keys order by p.dueAt, p.parkedKey")
@NamedQuery(name = ParkedRow.DELETE, query = "delete from ParkedRow p where p.parkedKey in :keys")
@NamedQuery(name = ParkedRow.MOVE, query = "update ParkedRow p set p.dueAt = :dueAt where p.parkedKey in :keys")
class ParkedRow {

    static final String OF_TASK = "ParkedRow.ofTask";
    static final String FIRST = "ParkedRow.first";
    static final String NEXT = "ParkedRow.next";
    static final String OF_KEYS = "ParkedRow.ofKeys";
    static final String DELETE = "ParkedRow.delete";
    static final String MOVE = "ParkedRow.move";

    /** All but what makes it large. */
    static final String ENTRY = "select p.parkedKey, p.taskId, p.task, p.attempt, p.queue, p.dueAt, p.parkedAt,"
            + " p.bodyLength from ParkedRow p";

    /** The same, for a native query. */
    static final String COLUMNS = "parked_key, task_id, task, attempt, queue, due_at, parked_at, body_length";

    @Id
    @Column(name = "parked_key", updatable = false)
    private String parkedKey;

    @Column(name = "task_id", updatable = false)
    private String taskId;

    @Column(name = "task", updatable = false)
    private String task;

    @Column(name = "attempt", updatable = false)
    private int attempt;

    @Column(name = "queue", updatable = false)
    private String queue;

    @Column(name = "priority", updatable = false)
    private @Nullable Integer priority;

    @Column(name = "properties", updatable = false)
    private String properties;

    @Column(name = "body", updatable = false)
    private String body;

    @Column(name = "body_length", updatable = false)
    private int bodyLength;

    @Column(name = "due_at")
    @Convert(converter = EpochMicros.class)
    private Instant dueAt;

    @Column(name = "parked_at", updatable = false)
    @Convert(converter = EpochMicros.class)
    private Instant parkedAt;

    /** For the persistence provider, which fills the fields. */
    @SuppressWarnings("NullAway.Init")
    protected ParkedRow() {}

    ParkedRow(ParkedMessage parked) {
        var entry = parked.entry();
        parkedKey = entry.key();
        taskId = entry.taskId();
        task = entry.task();
        attempt = entry.attempt();
        queue = entry.queue();
        dueAt = entry.dueAt();
        parkedAt = entry.parkedAt();
        bodyLength = entry.size();
        var message = parked.message();
        priority = message.priority();
        properties = MessageProperties.write(message.properties());
        body = message.body();
    }

    /** {@return what {@link #ENTRY} has found} */
    static ParkedMessage.Entry toEntry(Object[] found) {
        return new ParkedMessage.Entry(
                (String) found[0],
                (String) found[1],
                (String) found[2],
                (Integer) found[3],
                (String) found[4],
                (Instant) found[5],
                (Instant) found[6],
                (Integer) found[7]);
    }

    /** {@return what {@link #COLUMNS} are} Which kind of number is for the driver to choose. */
    static ParkedMessage.Entry ofColumns(Object[] columns) {
        return new ParkedMessage.Entry(
                (String) columns[0],
                (String) columns[1],
                (String) columns[2],
                ((Number) columns[3]).intValue(),
                (String) columns[4],
                EpochMicros.toInstant(((Number) columns[5]).longValue()),
                EpochMicros.toInstant(((Number) columns[6]).longValue()),
                ((Number) columns[7]).intValue());
    }

    ParkedMessage toParkedMessage() {
        return new ParkedMessage(
                new ParkedMessage.Entry(parkedKey, taskId, task, attempt, queue, dueAt, parkedAt, bodyLength),
                new OutgoingMessage(queue, priority, Duration.ZERO, MessageProperties.read(properties), body));
    }
}
