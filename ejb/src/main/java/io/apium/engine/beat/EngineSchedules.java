package io.apium.engine.beat;

import io.apium.AsyncResult;
import io.apium.TaskClient;
import io.apium.engine.canvas.TaskIds;
import io.apium.schedule.Overlap;
import io.apium.schedule.PeriodicTask;
import io.apium.schedule.PeriodicTaskStatus;
import io.apium.schedule.PeriodicTaskStatus.Origin;
import io.apium.schedule.Schedules;
import io.apium.spi.ScheduleStore;
import io.apium.spi.StoredSchedule;
import io.apium.spi.StoredSchedule.Progress;
import io.apium.spi.Transactions;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** The periodic tasks of an engine. Thread-safe. */
final class EngineSchedules implements Schedules {

    private static final int MOST_BACKFILLED = 10_000;
    private static final int MOST_TRIES = 20;

    private final String application;
    private final Parts parts;

    /**
     * What it works with.
     *
     * @param client makes canvases
     * @param store keeps periodic tasks
     * @param transactions the transactions of the caller's thread
     * @param definitions writes and reads them
     * @param declarations takes back what was changed
     * @param check knows which canvases can be sent
     * @param runs sends them
     * @param ids makes ids
     * @param hasEnded tells whether the run of an id has ended
     */
    record Parts(
            TaskClient client,
            ScheduleStore store,
            Transactions transactions,
            Definitions definitions,
            Declarations declarations,
            CanvasCheck check,
            Runs runs,
            TaskIds ids,
            Predicate<String> hasEnded) {}

    EngineSchedules(String application, Parts parts) {
        this.application = application;
        this.parts = parts;
    }

    @Override
    public List<PeriodicTaskStatus> list() {
        return parts.store().findAll(application).stream().map(this::status).toList();
    }

    @Override
    public Optional<PeriodicTaskStatus> find(String name) {
        return parts.store().find(application, name).map(this::status);
    }

    private PeriodicTaskStatus status(StoredSchedule stored) {
        try {
            return status(
                    stored, parts.definitions().read(stored), stored.progress().problem());
        } catch (IllegalArgumentException e) {
            return status(stored, null, e.getMessage());
        }
    }

    private static PeriodicTaskStatus status(
            StoredSchedule stored, @Nullable PeriodicTask task, @Nullable String problem) {
        var progress = stored.progress();
        return new PeriodicTaskStatus(
                stored.name(),
                task,
                Origin.valueOf(stored.definition().origin()),
                stored.definition().isEdited(),
                progress.dueAt(),
                progress.runs(),
                progress.lastDueAt(),
                progress.lastRunAt(),
                progress.lastTaskId(),
                problem);
    }

    @Override
    public void create(PeriodicTask task) {
        var checked = checked(task);
        inTransaction(() -> {
            var firstDue = checked.next(now());
            if (firstDue.isEmpty()) {
                throw new IllegalArgumentException(neverDue(task));
            }
            if (parts.store().find(application, task.name()).isPresent()) {
                throw new IllegalStateException("There is a periodic task '" + task.name() + "' already");
            }
            parts.store()
                    .insert(new StoredSchedule(
                            application,
                            task.name(),
                            parts.definitions().write(checked, Origin.RUNTIME, null, false),
                            Progress.before(checked.isEnabled() ? firstDue.get() : null),
                            0));
            return task;
        });
    }

    private static String neverDue(PeriodicTask task) {
        return "The periodic task '" + task.name() + "' would never be due: "
                + task.schedule().describe() + " is over";
    }

    @Override
    public void change(PeriodicTask task) {
        var checked = checked(task);
        change(task.name(), stored -> checked);
    }

    @Override
    public void enable(String name) {
        enable(name, true);
    }

    @Override
    public void disable(String name) {
        enable(name, false);
    }

    private void enable(String name, boolean enabled) {
        change(
                name,
                stored -> parts.definitions().read(stored).toBuilder()
                        .enabled(enabled)
                        .build());
    }

    private void change(String name, Function<StoredSchedule, PeriodicTask> change) {
        inTransaction(() -> update(name, stored -> {
            var task = change.apply(stored);
            var before = stored.definition();
            var definition = parts.definitions()
                    .write(task, Origin.valueOf(before.origin()), before.declared(), Declarations.isDeclared(stored));
            var changed = Declarations.changed(stored, definition, task, now());
            if (task.isEnabled()
                    && changed.progress().dueAt() == null
                    && task.next(now()).isEmpty()) {
                throw new IllegalArgumentException(neverDue(task));
            }
            return parts.store().change(changed);
        }));
    }

    @Override
    public void delete(String name) {
        inTransaction(() -> update(name, stored -> {
            if (Declarations.isDeclared(stored)) {
                throw new IllegalStateException("The periodic task '" + name
                        + "' is declared, and would come back with the next start of a node; disable it instead");
            }
            return parts.store().delete(stored);
        }));
    }

    @Override
    public void reset(String name) {
        inTransaction(() -> update(name, stored -> parts.declarations().reset(stored, now())));
    }

    @Override
    public AsyncResult<Object> runNow(String name) {
        return inTransaction(() -> {
            var now = now();
            var id = parts.ids().next();
            var run = update(name, stored -> parts.store().advance(stored.with(runNow(stored, id, now))));
            return parts.runs().sendForEver(parts.definitions().read(run), id, now);
        });
    }

    private Progress runNow(StoredSchedule stored, String id, Instant now) {
        var progress = stored.progress().run(1, now, now, id);
        var watched = progress.runningId();
        var isOther = watched != null && !parts.hasEnded().test(watched);
        return isOther || parts.definitions().read(stored).overlap() == Overlap.ALLOW ? progress : progress.running(id);
    }

    @Override
    public List<AsyncResult<Object>> backfill(String name, Instant from, Instant to) {
        return inTransaction(() -> {
            if (!from.isBefore(to)) {
                throw new IllegalArgumentException("A range must end, at " + to + ", after it has begun, at " + from);
            }
            if (to.isAfter(now())) {
                throw new IllegalArgumentException(
                        "A range that is run afterwards must be over, and " + to + " has not come");
            }
            var task = parts.definitions().read(get(name));
            var results = new ArrayList<AsyncResult<Object>>();
            for (var due : dueTimes(task, from, to)) {
                results.add(parts.runs().sendForEver(task, parts.ids().next(), due));
            }
            return List.copyOf(results);
        });
    }

    private static List<Instant> dueTimes(PeriodicTask task, Instant from, Instant to) {
        var due = new ArrayList<Instant>();
        for (var next = task.next(from.minusNanos(1)).orElse(null);
                next != null && next.isBefore(to);
                next = task.next(next).orElse(null)) {
            due.add(next);
            if (due.size() > MOST_BACKFILLED) {
                throw new IllegalArgumentException("The periodic task '" + task.name() + "' is due more than "
                        + MOST_BACKFILLED + " times from " + from + " to " + to + "; run it in parts");
            }
        }
        return due;
    }

    private PeriodicTask checked(PeriodicTask task) {
        // As other nodes will see it.
        var checked = task.toBuilder()
                .canvas(parts.client().canvas(task.canvas().toJson()))
                .build();
        parts.check().check(checked);
        return checked;
    }

    private StoredSchedule get(String name) {
        return parts.store()
                .find(application, name)
                .orElseThrow(() -> new NoSuchElementException("There is no periodic task '" + name + "'"));
    }

    private Instant now() {
        return parts.store().glance(application).now();
    }

    /**
     * Changes what is stored now. If a run or another change was quicker, it is made to what that has left.
     *
     * @param change returns false if somebody was quicker
     * @return what it was made to
     */
    private StoredSchedule update(String name, Predicate<StoredSchedule> change) {
        for (var tries = 0; tries < MOST_TRIES; tries++) {
            var stored = get(name);
            if (change.test(stored)) {
                return stored;
            }
        }
        throw new IllegalStateException("The periodic task '" + name
                + "' is changed again and again at this moment, and is not changed by this call; try again");
    }

    private <T> T inTransaction(Supplier<T> work) {
        var result = new AtomicReference<@Nullable T>();
        parts.transactions().required(() -> result.set(work.get()));
        return Objects.requireNonNull(result.get());
    }
}
