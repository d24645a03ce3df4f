package io.apium.jpa;

import io.apium.spi.ScheduleStore;
import io.apium.spi.StoredSchedule;
import jakarta.persistence.EntityManager;
import jakarta.persistence.FlushModeType;
import jakarta.persistence.TypedQuery;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.BiFunction;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Keeps periodic tasks in the table {@code apium_schedule}.
 *
 * <p><b>Transaction, threading, errors.</b> As in {@link JpaResultStore}, but nothing is sent as late as the commit.
 */
final class JpaScheduleStore implements ScheduleStore {

    private final EntityManagers entityManagers;

    JpaScheduleStore(EntityManagers entityManagers) {
        this.entityManagers = entityManagers;
    }

    @Override
    public Glance glance(String application) {
        return entityManagers.read(entityManager -> {
            // Native, for JPQL has neither the clock nor a select without a table.
            var row = (Object[]) entityManager
                    .createNativeQuery("select " + entityManagers.clock().sql()
                            + ", (select min(due_at) from apium_schedule where application = ?1)"
                            + ", (select min(due_at) from apium_parked) "
                            + entityManagers.clock().from())
                    .setParameter(1, application)
                    .setFlushMode(FlushModeType.COMMIT)
                    .getSingleResult();
            var nextRun = moment(row[1]);
            return new Glance(
                    EpochMicros.toInstant(((Number) row[0]).longValue()),
                    nextRun == null ? null : ScheduleRow.unlessNever(nextRun),
                    moment(row[2]));
        });
    }

    /** Which kind of number is for the driver to choose. */
    private static @Nullable Instant moment(@Nullable Object micros) {
        return micros == null ? null : EpochMicros.toInstant(((Number) micros).longValue());
    }

    @Override
    public List<StoredSchedule> findDue(String application, Instant now, int limit) {
        return find(entityManager -> query(entityManager, ScheduleRow.DUE, application)
                .setParameter("now", now)
                .setMaxResults(limit));
    }

    @Override
    public List<StoredSchedule> findRunning(String application) {
        return find(entityManager -> query(entityManager, ScheduleRow.RUNNING, application));
    }

    @Override
    public List<StoredSchedule> findAll(String application) {
        return find(entityManager -> query(entityManager, ScheduleRow.ALL, application));
    }

    @Override
    public Optional<StoredSchedule> find(String application, String name) {
        return find(entityManager ->
                        query(entityManager, ScheduleRow.FIND, application).setParameter("name", name))
                .stream()
                .findFirst();
    }

    private List<StoredSchedule> find(Function<EntityManager, TypedQuery<ScheduleRow>> query) {
        return entityManagers.find(query, ScheduleRow::toStoredSchedule);
    }

    private static TypedQuery<ScheduleRow> query(EntityManager entityManager, String name, String application) {
        return entityManager.createNamedQuery(name, ScheduleRow.class).setParameter("application", application);
    }

    @Override
    public void insert(StoredSchedule schedule) {
        entityManagers.write(entityManager -> {
            entityManager.persist(new ScheduleRow(schedule));
            entityManager.flush();
            return true;
        });
    }

    @Override
    public boolean lock(StoredSchedule schedule) {
        return entityManagers.write(entityManager -> !entityManager
                .createNativeQuery(entityManagers
                        .database()
                        .lockingFree("revision", "apium_schedule", "application = ?1 and name = ?2 and revision = ?3"))
                .setParameter(1, schedule.application())
                .setParameter(2, schedule.name())
                .setParameter(3, schedule.revision())
                .setFlushMode(FlushModeType.COMMIT)
                .getResultList()
                .isEmpty());
    }

    @Override
    public boolean advance(StoredSchedule schedule) {
        var progress = schedule.progress();
        var lastDueAt = progress.lastDueAt();
        var lastRunAt = progress.lastRunAt();
        if (lastDueAt == null || lastRunAt == null) {
            return execute(schedule, ScheduleRow.ADVANCE, JpaScheduleStore::withProgress);
        }
        return execute(
                schedule,
                ScheduleRow.RUN,
                (stored, statement) -> withProgress(stored, statement)
                        .with("runs", progress.runs())
                        .with("lastDueAt", lastDueAt)
                        .with("lastRunAt", lastRunAt)
                        .withText("lastTaskId", progress.lastTaskId()));
    }

    @Override
    public boolean change(StoredSchedule schedule) {
        var definition = schedule.definition();
        return execute(
                schedule,
                ScheduleRow.CHANGE,
                (stored, statement) -> withProgress(stored, statement)
                        .with("origin", definition.origin())
                        .withText("declared", definition.declared())
                        .with("edited", ScheduleRow.toInt(definition.isEdited()))
                        .with("schedule", definition.schedule())
                        .with("canvas", definition.canvas())
                        .with("rules", definition.rules()));
    }

    @Override
    public boolean delete(StoredSchedule schedule) {
        return execute(schedule, ScheduleRow.DELETE, (stored, statement) -> statement);
    }

    private static BulkStatement withProgress(StoredSchedule schedule, BulkStatement statement) {
        var progress = schedule.progress();
        return statement
                .with("dueAt", ScheduleRow.orNever(progress.dueAt()))
                .withText("runningId", progress.runningId())
                .withText("problem", progress.problem());
    }

    private boolean execute(
            StoredSchedule schedule,
            String statement,
            BiFunction<StoredSchedule, BulkStatement, BulkStatement> parameters) {
        return entityManagers.write(entityManager -> parameters
                        .apply(schedule, BulkStatement.named(entityManager, statement))
                        .with("application", schedule.application())
                        .with("name", schedule.name())
                        .with("revision", schedule.revision())
                        .execute()
                > 0);
    }
}
