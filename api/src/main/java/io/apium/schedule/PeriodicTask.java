package io.apium.schedule;

import io.apium.canvas.Canvas;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * A canvas, and when it is to be sent: a periodic task. Celery's entry of {@code beat_schedule}.
 *
 * <pre>{@code
 * PeriodicTask.builder("reports", Crontab.of("30 6 * * mon-fri"), tasks.signature(Reports::send, "all"))
 *         .overlap(Overlap.SKIP)
 *         .build()
 * }</pre>
 *
 * <p>Each time it is due, the canvas is sent as it is, with two headers more: {@link #NAME_HEADER} and {@link #DUE_HEADER}.
 *
 * <p>Instances are immutable.
 */
public final class PeriodicTask {

    /** The header that names the periodic task to the tasks of its runs. */
    public static final String NAME_HEADER = "apium-periodic-task";

    /** The header that says for which due time a run is, as ISO-8601. */
    public static final String DUE_HEADER = "apium-due";

    /** How many missed due times are run with {@link Misfire#ALL}, if nothing else is said. */
    public static final int DEFAULT_MISFIRE_LIMIT = 100;

    /** How long a name may be. */
    public static final int MAX_NAME_LENGTH = 200;

    private final String name;
    private final Schedule schedule;
    private final Canvas<?> canvas;
    private final @Nullable Instant start;
    private final @Nullable Instant end;
    private final @Nullable Integer maxRuns;
    private final Misfire misfire;
    private final int misfireLimit;
    private final Overlap overlap;
    private final Duration jitter;
    private final @Nullable Duration expires;
    private final boolean enabled;

    private PeriodicTask(Builder builder) {
        name = builder.name;
        schedule = builder.schedule;
        canvas = builder.canvas;
        start = builder.start;
        end = builder.end;
        maxRuns = builder.maxRuns;
        misfire = builder.misfire;
        misfireLimit = builder.misfireLimit;
        overlap = builder.overlap;
        jitter = builder.jitter;
        expires = builder.expires;
        enabled = builder.enabled;
    }

    /**
     * {@return a builder in which nothing else is set}
     *
     * @param name unique in the application, at most 200 characters long
     * @throws IllegalArgumentException if that is no name
     */
    public static Builder builder(String name, Schedule schedule, Canvas<?> canvas) {
        return new Builder(name, schedule, canvas);
    }

    /** {@return a builder that starts from this} */
    public Builder toBuilder() {
        return new Builder(this);
    }

    /** {@return its name} */
    public String name() {
        return name;
    }

    /** {@return when it is due} */
    public Schedule schedule() {
        return schedule;
    }

    /** {@return what is sent} */
    public Canvas<?> canvas() {
        return canvas;
    }

    /** {@return before which time it is never due} */
    public Optional<Instant> start() {
        return Optional.ofNullable(start);
    }

    /** {@return after which time it is never due} */
    public Optional<Instant> end() {
        return Optional.ofNullable(end);
    }

    /** {@return how often it is run, at the most} */
    public Optional<Integer> maxRuns() {
        return Optional.ofNullable(maxRuns);
    }

    /** {@return what becomes of due times that were missed} */
    public Misfire misfire() {
        return misfire;
    }

    /** {@return how many of them are run with {@link Misfire#ALL}, at the most} */
    public int misfireLimit() {
        return misfireLimit;
    }

    /** {@return what becomes of a due time while the run before has not ended} */
    public Overlap overlap() {
        return overlap;
    }

    /** {@return up to how much later a run starts, at random} */
    public Duration jitter() {
        return jitter;
    }

    /** {@return how long after it could have started a run may still start; zero for ever; empty if that depends on when the next is due} */
    public Optional<Duration> expires() {
        return Optional.ofNullable(expires);
    }

    /** {@return whether it is run at all} */
    public boolean isEnabled() {
        return enabled;
    }

    /**
     * {@return the first moment strictly after the given one at which it is due, in whole microseconds; empty if there is none
     * any more}
     *
     * @throws IllegalStateException if its schedule says a moment that is not after the given one
     */
    public Optional<Instant> next(Instant moment) {
        var from = start != null && moment.isBefore(start) ? start.minusNanos(1) : moment;
        return schedule.next(from).map(due -> wholeMicros(due, from)).filter(due -> end == null || !due.isAfter(end));
    }

    /** A moment is stored in microseconds, and one that was cut off there would be due once more. */
    private Instant wholeMicros(Instant due, Instant after) {
        if (!due.isAfter(after)) {
            throw new IllegalStateException("The schedule of the periodic task '" + name + "', " + schedule.describe()
                    + ", says that it is due at " + due + ", which is not after " + after);
        }
        return due.plusNanos(999).truncatedTo(ChronoUnit.MICROS);
    }

    /** {@return the next moments strictly after the given one at which it is due, in order: a preview} */
    public List<Instant> next(Instant moment, int count) {
        return Stream.iterate(next(moment), Optional::isPresent, due -> due.flatMap(this::next))
                .limit(count)
                .flatMap(Optional::stream)
                .toList();
    }

    @Override
    public String toString() {
        return name + ": " + schedule.describe();
    }

    /** Makes {@link PeriodicTask}. Not safe for use by several threads. */
    public static final class Builder {

        private final String name;
        private Schedule schedule;
        private Canvas<?> canvas;
        private @Nullable Instant start;
        private @Nullable Instant end;
        private @Nullable Integer maxRuns;
        private Misfire misfire = Misfire.ONCE;
        private int misfireLimit = DEFAULT_MISFIRE_LIMIT;
        private Overlap overlap = Overlap.ALLOW;
        private Duration jitter = Duration.ZERO;
        private @Nullable Duration expires;
        private boolean enabled = true;

        private Builder(String name, Schedule schedule, Canvas<?> canvas) {
            if (name.isBlank() || name.length() > MAX_NAME_LENGTH) {
                throw new IllegalArgumentException("The name of a periodic task must not be blank and must be at most "
                        + MAX_NAME_LENGTH + " characters long: '" + name + "'");
            }
            this.name = name;
            this.schedule = schedule;
            this.canvas = canvas;
        }

        private Builder(PeriodicTask task) {
            this(task.name, task.schedule, task.canvas);
            start = task.start;
            end = task.end;
            maxRuns = task.maxRuns;
            misfire = task.misfire;
            misfireLimit = task.misfireLimit;
            overlap = task.overlap;
            jitter = task.jitter;
            expires = task.expires;
            enabled = task.enabled;
        }

        /** Makes it due at other times. */
        public Builder schedule(Schedule schedule) {
            this.schedule = schedule;
            return this;
        }

        /** Lets something else be sent. */
        public Builder canvas(Canvas<?> canvas) {
            this.canvas = canvas;
            return this;
        }

        /** Makes it due at no earlier time. */
        public Builder start(Instant start) {
            this.start = start;
            return this;
        }

        /** Makes it due at no later time. */
        public Builder end(Instant end) {
            this.end = end;
            return this;
        }

        /**
         * Ends it after so many runs.
         *
         * @throws IllegalArgumentException if that is less than one
         */
        public Builder maxRuns(int maxRuns) {
            this.maxRuns = positive("maxRuns", maxRuns);
            return this;
        }

        /** Ends it after its first run. Celery's {@code one_off}. */
        public Builder oneOff() {
            return maxRuns(1);
        }

        /** Says what becomes of due times that were missed; {@link Misfire#ONCE} if nothing is said. */
        public Builder misfire(Misfire misfire) {
            this.misfire = misfire;
            return this;
        }

        /**
         * Says how many of them are run with {@link Misfire#ALL}, at the most; 100 if nothing is said.
         *
         * @throws IllegalArgumentException if that is less than one, or more than 10,000
         */
        public Builder misfireLimit(int misfireLimit) {
            if (misfireLimit > 10_000) {
                throw new IllegalArgumentException("misfireLimit must be at most 10000, not " + misfireLimit);
            }
            this.misfireLimit = positive("misfireLimit", misfireLimit);
            return this;
        }

        /** Says what becomes of a due time while the run before has not ended; {@link Overlap#ALLOW} if nothing is said. */
        public Builder overlap(Overlap overlap) {
            this.overlap = overlap;
            return this;
        }

        /**
         * Lets each run start up to so much later, at random, so that not all that is due at midnight starts at midnight.
         *
         * @throws IllegalArgumentException if it is negative
         */
        public Builder jitter(Duration jitter) {
            this.jitter = notNegative("jitter", jitter);
            return this;
        }

        /**
         * Revokes a run that has not started so long after it could have; zero for never. If nothing is said here, nor by the
         * canvas or the task, that is as long as it takes until the next one is due, but a minute at least.
         *
         * @throws IllegalArgumentException if it is negative
         */
        public Builder expires(Duration expires) {
            this.expires = notNegative("expires", expires);
            return this;
        }

        /** Says whether it is run at all. */
        public Builder enabled(boolean enabled) {
            this.enabled = enabled;
            return this;
        }

        /**
         * {@return the periodic task}
         *
         * @throws IllegalArgumentException if it ends before it starts
         */
        public PeriodicTask build() {
            if (start != null && end != null && end.isBefore(start)) {
                throw new IllegalArgumentException(
                        "The periodic task '" + name + "' must not end, at " + end + ", before it starts, at " + start);
            }
            return new PeriodicTask(this);
        }

        private static int positive(String option, int number) {
            if (number < 1) {
                throw new IllegalArgumentException(option + " must be 1 at least, not " + number);
            }
            return number;
        }

        private static Duration notNegative(String option, Duration duration) {
            if (duration.isNegative()) {
                throw new IllegalArgumentException(option + " must not be negative, as " + duration + " is");
            }
            return duration;
        }
    }
}
