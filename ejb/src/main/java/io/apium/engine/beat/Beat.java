package io.apium.engine.beat;

import io.apium.TaskClient;
import io.apium.engine.canvas.TaskIds;
import io.apium.engine.message.Json;
import io.apium.engine.task.TaskRegistry;
import io.apium.schedule.ParkedTasks;
import io.apium.schedule.Schedules;
import io.apium.spi.Broker;
import io.apium.spi.StoredSchedule;
import io.apium.spi.StoredSchedule.Definition;
import io.apium.spi.Stores;
import io.apium.spi.Transactions;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.BooleanSupplier;

/**
 * Does what is due, whenever it is woken: runs periodic tasks, and sends parked ones. All nodes of an application do it beside each
 * other; what is due, the store's clock decides. Thread-safe.
 */
public final class Beat {

    private static final BeatLog LOG = new BeatLog();

    /** How long it goes on when it was woken: it is woken every second, and never twice at a time. */
    private static final Duration TURN = Duration.ofMillis(700);

    private static final int MOST_DUE = 1_000;
    private static final Duration SWEEP_INTERVAL = Duration.ofSeconds(20);
    private static final Duration FIRST_PAUSE = Duration.ofSeconds(1);
    private static final Duration LONGEST_PAUSE = Duration.ofMinutes(1);

    private final BeatSettings settings;
    private final Surroundings around;
    private final Declarations declarations;
    private final Firing firing;
    private final Release release;
    private final Schedules schedules;
    private final ParkedTasks parkedTasks;
    private final CanvasCheck check;
    private final Definitions definitions;
    private final ReentrantLock turn = new ReentrantLock();
    private final Map<String, Pause> pauses = new ConcurrentHashMap<>();
    private final Set<String> failing = ConcurrentHashMap.newKeySet();
    private final Set<String> leftToOthers = ConcurrentHashMap.newKeySet();
    private boolean isDeclared;
    private Instant sweepFrom = Instant.MIN;

    /**
     * What beat works with.
     *
     * @param client sends canvases
     * @param broker sends messages at once
     * @param stores keep what lasts
     * @param transactions the transactions of its thread
     * @param clock the time that passes on this node
     * @param json JSON
     */
    public record Surroundings(
            TaskClient client, Broker broker, Stores stores, Transactions transactions, Clock clock, Json json) {}

    private record Pause(Instant until, Duration length, Definition definition) {

        /** A change may have mended it. */
        boolean holds(StoredSchedule schedule, Instant now) {
            return now.isBefore(until) && schedule.definition().equals(definition);
        }
    }

    /**
     * Creates beat.
     *
     * @param timetable what the deployment declares
     * @param registry the tasks known here
     * @param check knows which canvases can be sent
     */
    public Beat(
            BeatSettings settings, Timetable timetable, TaskRegistry registry, CanvasCheck check, Surroundings around) {
        this.settings = settings;
        this.around = around;
        this.check = check;
        var stores = around.stores();
        var ids = new TaskIds(around.clock());
        var runs = new Runs(around.client(), registry, around.json(), new SecureRandom());
        this.definitions = new Definitions(around.client(), timetable.schedules(), around.json());
        this.declarations = new Declarations(
                settings.application(), timetable.declared(), definitions, stores.schedules(), around.transactions());
        this.firing = new Firing(stores, definitions, runs, ids, settings.misfireAfter());
        this.release = new Release(stores, around.broker(), around.transactions(), TURN);
        this.schedules = new EngineSchedules(
                settings.application(),
                new EngineSchedules.Parts(
                        around.client(),
                        stores.schedules(),
                        around.transactions(),
                        definitions,
                        declarations,
                        check,
                        runs,
                        ids,
                        firing::hasEnded));
        this.parkedTasks = new EngineParkedTasks(stores, around.broker(), around.transactions());
    }

    /** {@return the periodic tasks} */
    public Schedules schedules() {
        return schedules;
    }

    /** {@return the parked tasks} */
    public ParkedTasks parkedTasks() {
        return parkedTasks;
    }

    /**
     * Does what is due, but no longer than a part of a second if there is more. To be called every second, outside of any
     * transaction; a call during another does nothing. It throws nothing: what fails is tried again.
     */
    public void tick() {
        if (!settings.enabled() || !turn.tryLock()) {
            return;
        }
        try {
            attempt("do what is due", this::work);
        } finally {
            turn.unlock();
        }
    }

    private void work() {
        var end = around.clock().instant().plus(TURN);
        BooleanSupplier hasTime = () -> around.clock().instant().isBefore(end);
        if (!isDeclared) {
            attempt("take over all that is declared", this::takeOver);
        }
        var glance = around.stores().schedules().glance(settings.application());
        var now = glance.now();
        if (glance.nextRun() != null && !glance.nextRun().isAfter(now)) {
            attempt("run periodic tasks", () -> run(now, hasTime));
        }
        if (glance.nextRelease() != null && !glance.nextRelease().isAfter(now.plus(Release.AHEAD))) {
            attempt("send parked tasks", () -> release.release(now, hasTime));
        }
        if (!now.isBefore(sweepFrom) && hasTime.getAsBoolean()) {
            sweepFrom = now.plus(SWEEP_INTERVAL);
            attempt("see which runs have ended", this::sweep);
        }
    }

    private void takeOver() {
        declarations.takeOver();
        isDeclared = true;
    }

    private void run(Instant now, BooleanSupplier hasTime) {
        var due = new ArrayList<>(around.stores().schedules().findDue(settings.application(), now, MOST_DUE));
        // Nodes that begin at the same moment do not wait for each other at every row.
        Collections.shuffle(due);
        for (var schedule : due) {
            run(schedule, now);
            // One at least, or a database that is slow to answer would keep all from being run.
            if (!hasTime.getAsBoolean()) {
                return;
            }
        }
    }

    private void run(StoredSchedule schedule, Instant now) {
        var pause = pauses.get(schedule.name());
        if ((pause != null && pause.holds(schedule, now)) || !canBeRunHere(schedule)) {
            return;
        }
        try {
            around.transactions().inNew(() -> firing.fire(schedule, now));
            pauses.remove(schedule.name());
        } catch (RuntimeException e) {
            var length = pause == null ? FIRST_PAUSE : min(pause.length().multipliedBy(2), LONGEST_PAUSE);
            pauses.put(schedule.name(), new Pause(now.plus(length), length, schedule.definition()));
            if (pause == null) {
                LOG.notRun(
                        schedule.name(),
                        Objects.requireNonNull(schedule.progress().dueAt()),
                        length,
                        e);
            }
            attempt("note why a periodic task was not run", () -> note(schedule, e));
        }
    }

    private void note(StoredSchedule schedule, RuntimeException e) {
        var before = schedule.progress();
        var problem = String.valueOf(e.getMessage());
        if (!problem.equals(before.problem())) {
            around.transactions().inNew(() -> {
                var store = around.stores().schedules();
                if (store.lock(schedule)) {
                    store.advance(schedule.with(before.withProblem(problem)));
                }
            });
        }
    }

    /** While an application is replaced, some nodes know what others do not know yet, or no more. */
    private boolean canBeRunHere(StoredSchedule schedule) {
        try {
            check.requireKnown(definitions.read(schedule).canvas());
            leftToOthers.remove(schedule.name());
            return true;
        } catch (IllegalArgumentException e) {
            if (leftToOthers.add(schedule.name())) {
                LOG.left(schedule, String.valueOf(e.getMessage()));
            }
            return false;
        }
    }

    /** A result that tells that a run has ended may expire before the next is due. */
    private void sweep() {
        var claimed = new AtomicBoolean();
        var nodes = around.stores().nodes();
        around.transactions().inNew(() -> claimed.set(nodes.claim("sweep " + settings.application(), SWEEP_INTERVAL)));
        if (!claimed.get()) {
            return;
        }
        var store = around.stores().schedules();
        for (var schedule : store.findRunning(settings.application())) {
            var runningId = schedule.progress().runningId();
            if (runningId != null && firing.hasEnded(runningId)) {
                around.transactions().inNew(() -> {
                    if (store.lock(schedule)) {
                        store.advance(schedule.with(schedule.progress().running(null)));
                    }
                });
            }
        }
    }

    private void attempt(String what, Runnable work) {
        try {
            work.run();
            failing.remove(what);
        } catch (RuntimeException | Error e) {
            LOG.failed(what, failing.add(what), e);
        }
    }

    private static Duration min(Duration one, Duration other) {
        return one.compareTo(other) < 0 ? one : other;
    }
}
