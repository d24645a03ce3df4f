package io.apium.engine.beat;

import io.apium.engine.Laptop;
import io.apium.schedule.Interval;
import io.apium.schedule.PeriodicTask;
import io.apium.schedule.PeriodicTaskStatus;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.AfterEach;

/** A laptop with {@link Chores}, on which it is midnight. */
abstract class WithChores {

    static final Instant MIDNIGHT = Instant.parse("2026-01-01T00:00:00Z");
    static final Duration MINUTE = Duration.ofMinutes(1);

    final Laptop laptop;
    final Chores chores;

    WithChores() {
        this(Map.of());
    }

    WithChores(Map<String, String> configuration) {
        laptop = new Laptop(configuration);
        chores = laptop.add(new Chores());
    }

    @AfterEach
    void close() {
        laptop.close();
    }

    /** {@return a task for every minute} */
    PeriodicTask.Builder everyMinute(String task, Object... args) {
        return PeriodicTask.builder(
                "chore", Interval.every(MINUTE), laptop.tasks().signature(task, args));
    }

    void create(PeriodicTask.Builder task) {
        laptop.schedules().create(task.build());
    }

    PeriodicTaskStatus status() {
        return laptop.schedules().find("chore").orElseThrow();
    }

    PeriodicTask task() {
        return Objects.requireNonNull(status().task());
    }

    static Instant at(int minute) {
        return MIDNIGHT.plus(MINUTE.multipliedBy(minute));
    }

    /** Sets the clock, and wakes beat. */
    void beatAt(Instant time) {
        laptop.clock().set(time);
        laptop.beat();
    }

    /** Wakes beat at that minute, and lets workers work. */
    void workAt(int minute) {
        beatAt(at(minute));
        laptop.work();
    }
}
