package io.apium.it.crash.app;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import org.jspecify.annotations.Nullable;

/** A task that was sent, written by the transaction that sent it. */
@Entity
@Table(name = "crash_sent")
@SuppressWarnings("unused") // The audit reads the table.
class Sent {

    @Id
    private String id = "";

    private String kind = "";

    @Column(name = "parent_id")
    private @Nullable String parentId;

    protected Sent() {}

    Sent(String id, Kind kind, @Nullable String parentId) {
        this.id = id;
        this.kind = kind.name();
        this.parentId = parentId;
    }
}
