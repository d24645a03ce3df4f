package io.apium.jpa;

import io.apium.spi.StoredSchedule;
import io.apium.spi.StoredSchedule.Definition;
import io.apium.spi.StoredSchedule.Progress;
import jakarta.persistence.Column;
import jakarta.persistence.Convert;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.IdClass;
import jakarta.persistence.NamedQuery;
import jakarta.persistence.Table;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** A row of {@code apium_schedule}: a periodic task, and how far it is. It is changed by statements only. */
@Entity
@IdClass(ScheduleKey.class)
@Table(name = "apium_schedule")
@NamedQuery(
        name = ScheduleRow.FIND,
        query = "select s from ScheduleRow s where s.application = :application and s.name = :name")
@NamedQuery(
        name = ScheduleRow.ALL,
        query = "select s from ScheduleRow s where s.application = :application order by s.name")
@NamedQuery(
        name = ScheduleRow.DUE,
        query = "select s from ScheduleRow s where s.application = :application and s.dueAt <= :now order by s.dueAt")
@NamedQuery(
        name = ScheduleRow.RUNNING,
        query = "select s from ScheduleRow s where s.application = :application and s.runningId is not null")
@NamedQuery(
        name = ScheduleRow.ADVANCE,
        query = "update ScheduleRow s set s.dueAt = :dueAt, s.runningId = :runningId, s.problem = :problem,"
                + " s.revision = s.revision + 1" + ScheduleRow.UNCHANGED)
@NamedQuery(
        name = ScheduleRow.RUN,
        query = "update ScheduleRow s set s.dueAt = :dueAt, s.runningId = :runningId, s.problem = :problem,"
                + " s.runs = :runs, s.lastDueAt = :lastDueAt, s.lastRunAt = :lastRunAt, s.lastTaskId = :lastTaskId,"
                + " s.revision = s.revision + 1" + ScheduleRow.UNCHANGED)
@NamedQuery(
        name = ScheduleRow.CHANGE,
        query = "update ScheduleRow s set s.origin = :origin, s.declared = :declared, s.edited = :edited,"
                + " s.schedule = :schedule, s.canvas = :canvas, s.rules = :rules, s.dueAt = :dueAt,"
                + " s.runningId = :runningId, s.problem = :problem, s.revision = s.revision + 1"
                + ScheduleRow.UNCHANGED)
@NamedQuery(name = ScheduleRow.DELETE, query = "delete from ScheduleRow s" + ScheduleRow.UNCHANGED)
class ScheduleRow {

    static final String FIND = "ScheduleRow.find";
    static final String ALL = "ScheduleRow.all";
    static final String DUE = "ScheduleRow.due";
    static final String RUNNING = "ScheduleRow.running";
    static final String ADVANCE = "ScheduleRow.advance";
    static final String RUN = "ScheduleRow.run";
    static final String CHANGE = "ScheduleRow.change";
    static final String DELETE = "ScheduleRow.delete";

    static final String UNCHANGED = " where s.application = :application and s.name = :name and s.revision = :revision";

    /**
     * When one is due that is not: as a parameter, EclipseLink would send null as text, which PostgreSQL does not take for a
     * number, and no index would find it last.
     */
    static final Instant NEVER = Instant.parse("9999-12-31T23:59:59.999999Z");

    @Id
    @Column(name = "application", updatable = false)
    private String application;

    @Id
    @Column(name = "name", updatable = false)
    private String name;

    @Column(name = "origin")
    private String origin;

    @Column(name = "declared")
    private @Nullable String declared;

    // Not every database has a boolean type.
    @Column(name = "edited")
    private int edited;

    @Column(name = "schedule")
    private String schedule;

    @Column(name = "canvas")
    private String canvas;

    @Column(name = "rules")
    private String rules;

    @Column(name = "revision")
    private int revision;

    @Column(name = "due_at")
    @Convert(converter = EpochMicros.class)
    private Instant dueAt;

    @Column(name = "runs")
    private int runs;

    @Column(name = "last_due_at")
    @Convert(converter = EpochMicros.class)
    private @Nullable Instant lastDueAt;

    @Column(name = "last_run_at")
    @Convert(converter = EpochMicros.class)
    private @Nullable Instant lastRunAt;

    @Column(name = "last_task_id")
    private @Nullable String lastTaskId;

    @Column(name = "running_id")
    private @Nullable String runningId;

    @Column(name = "problem")
    private @Nullable String problem;

    /** For the persistence provider, which fills the fields. */
    @SuppressWarnings("NullAway.Init")
    protected ScheduleRow() {}

    ScheduleRow(StoredSchedule stored) {
        application = stored.application();
        name = stored.name();
        revision = stored.revision();
        var definition = stored.definition();
        origin = definition.origin();
        declared = definition.declared();
        edited = toInt(definition.isEdited());
        schedule = definition.schedule();
        canvas = definition.canvas();
        rules = definition.rules();
        var progress = stored.progress();
        dueAt = orNever(progress.dueAt());
        runs = progress.runs();
        lastDueAt = progress.lastDueAt();
        lastRunAt = progress.lastRunAt();
        lastTaskId = progress.lastTaskId();
        runningId = progress.runningId();
        problem = progress.problem();
    }

    static int toInt(boolean flag) {
        return flag ? 1 : 0;
    }

    static Instant orNever(@Nullable Instant dueAt) {
        return dueAt == null || dueAt.isAfter(NEVER) ? NEVER : dueAt;
    }

    static @Nullable Instant unlessNever(Instant dueAt) {
        return dueAt.equals(NEVER) ? null : dueAt;
    }

    StoredSchedule toStoredSchedule() {
        return new StoredSchedule(
                application,
                name,
                new Definition(origin, declared, edited != 0, schedule, canvas, rules),
                new Progress(unlessNever(dueAt), runs, lastDueAt, lastRunAt, lastTaskId, runningId, problem),
                revision);
    }
}
