package io.apium.demo.concordance;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.NamedQuery;
import jakarta.persistence.Table;
import java.nio.file.Path;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.UUID;

/** One count of a folder. */
@Entity
@Table(name = "concordance_run")
@NamedQuery(name = "Run.latest", query = "select r from Run r order by r.started desc")
@NamedQuery(name = "Run.startedBefore", query = "select r from Run r where r.started < :moment")
class Run {

    @Id
    @Column(length = 36)
    private String id;

    @Column(length = 4096, nullable = false)
    private String folder;

    private int total;

    @Column(nullable = false)
    private OffsetDateTime started;

    @SuppressWarnings("NullAway.Init") // Jakarta Persistence sets the fields.
    protected Run() {}

    Run(Path folder, int total, Instant started) {
        this.id = UUID.randomUUID().toString();
        this.folder = folder.toString();
        this.total = total;
        this.started = started.atOffset(ZoneOffset.UTC);
    }

    String id() {
        return id;
    }

    String folder() {
        return folder;
    }

    int total() {
        return total;
    }

    Instant started() {
        return started.toInstant();
    }
}
