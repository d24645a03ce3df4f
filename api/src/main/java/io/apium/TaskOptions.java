package io.apium;

import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * How one call of a task is sent. What is not set here comes from {@link Task}. The options are those of Celery's
 * {@code apply_async}.
 *
 * <p>Instances are immutable. {@link #builder()} makes them; it checks every value at once and throws
 * {@link IllegalArgumentException}.
 */
public final class TaskOptions {

    private static final TaskOptions DEFAULTS = builder().build();
    private static final int MAX_ID_LENGTH = 128;

    private final @Nullable Duration countdown;
    private final @Nullable Instant eta;
    private final @Nullable Duration expiresIn;
    private final @Nullable Instant expiresAt;
    private final @Nullable String queue;
    private final @Nullable Integer priority;
    private final @Nullable String taskId;
    private final @Nullable String shadow;
    private final @Nullable Boolean ignoreResult;
    private final @Nullable Integer maxRetries;
    private final @Nullable Duration retryDelay;
    private final @Nullable Integer retryBackoff;
    private final @Nullable Duration retryBackoffMax;
    private final @Nullable Boolean retryJitter;
    private final @Nullable Duration softTimeLimit;
    private final @Nullable Duration timeLimit;
    private final Map<String, String> headers;

    private TaskOptions(Builder builder) {
        countdown = builder.countdown;
        eta = builder.eta;
        expiresIn = builder.expiresIn;
        expiresAt = builder.expiresAt;
        queue = builder.queue;
        priority = builder.priority;
        taskId = builder.taskId;
        shadow = builder.shadow;
        ignoreResult = builder.ignoreResult;
        maxRetries = builder.maxRetries;
        retryDelay = builder.retryDelay;
        retryBackoff = builder.retryBackoff;
        retryBackoffMax = builder.retryBackoffMax;
        retryJitter = builder.retryJitter;
        softTimeLimit = builder.softTimeLimit;
        timeLimit = builder.timeLimit;
        headers = Map.copyOf(builder.headers);
    }

    /** Equal if they set the same. */
    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof TaskOptions options && all().equals(options.all());
    }

    @Override
    public int hashCode() {
        return all().hashCode();
    }

    private List<@Nullable Object> all() {
        return Arrays.asList(
                countdown,
                eta,
                expiresIn,
                expiresAt,
                queue,
                priority,
                taskId,
                shadow,
                ignoreResult,
                maxRetries,
                retryDelay,
                retryBackoff,
                retryBackoffMax,
                retryJitter,
                softTimeLimit,
                timeLimit,
                headers);
    }

    /** {@return options that change nothing} */
    public static TaskOptions defaults() {
        return DEFAULTS;
    }

    /** {@return a builder in which nothing is set} */
    public static Builder builder() {
        return new Builder();
    }

    /** {@return a builder that starts from these options} */
    public Builder toBuilder() {
        return new Builder().addAll(this);
    }

    /**
     * {@return the earliest time at which the task may start; empty means at once}
     *
     * @param sentAt when the task is sent, from which a countdown counts
     */
    public Optional<Instant> eta(Instant sentAt) {
        return later(sentAt, countdown, eta);
    }

    /**
     * {@return the time after which the task must not start any more; empty if the call sets none}
     *
     * @param sentAt when the task is sent, from which a duration counts
     */
    public Optional<Instant> expires(Instant sentAt) {
        return later(sentAt, expiresIn, expiresAt);
    }

    /** {@return how long the task is held back} */
    public Optional<Duration> countdown() {
        return Optional.ofNullable(countdown);
    }

    /** {@return the time until which the task is held back} */
    public Optional<Instant> eta() {
        return Optional.ofNullable(eta);
    }

    /** {@return how long after it was sent the task may start} */
    public Optional<Duration> expiresIn() {
        return Optional.ofNullable(expiresIn);
    }

    /** {@return the time until which the task may start} */
    public Optional<Instant> expiresAt() {
        return Optional.ofNullable(expiresAt);
    }

    /** {@return what of these options holds for every task of a canvas: all but a countdown, an ETA and an id} */
    public TaskOptions common() {
        var builder = toBuilder();
        builder.countdown = null;
        builder.eta = null;
        builder.taskId = null;
        return builder.build();
    }

    /** {@return what of these options holds for the tasks of a canvas that are sent first: a countdown or an ETA} */
    public TaskOptions start() {
        var builder = builder();
        builder.countdown = countdown;
        builder.eta = eta;
        return builder.build();
    }

    /** {@return the queue to send to} */
    public Optional<String> queue() {
        return Optional.ofNullable(queue);
    }

    /** {@return the priority, 0 to 9} */
    public Optional<Integer> priority() {
        return Optional.ofNullable(priority);
    }

    /** {@return the id the task is to have} */
    public Optional<String> taskId() {
        return Optional.ofNullable(taskId);
    }

    /** {@return the name under which logs and consoles show this call} */
    public Optional<String> shadow() {
        return Optional.ofNullable(shadow);
    }

    /** {@return whether the value is to be thrown away} */
    public Optional<Boolean> ignoreResult() {
        return Optional.ofNullable(ignoreResult);
    }

    /** {@return how many retries the task may have; −1 for any number} */
    public Optional<Integer> maxRetries() {
        return Optional.ofNullable(maxRetries);
    }

    /** {@return how long a retry waits} */
    public Optional<Duration> retryDelay() {
        return Optional.ofNullable(retryDelay);
    }

    /** {@return the seconds that the first retry waits, doubled for each next one; zero for a constant delay} */
    public Optional<Integer> retryBackoff() {
        return Optional.ofNullable(retryBackoff);
    }

    /** {@return the longest time that a backoff comes to} */
    public Optional<Duration> retryBackoffMax() {
        return Optional.ofNullable(retryBackoffMax);
    }

    /** {@return whether a backoff is a random time up to the one computed} */
    public Optional<Boolean> retryJitter() {
        return Optional.ofNullable(retryJitter);
    }

    /** {@return how long the task may run before it is asked to end} */
    public Optional<Duration> softTimeLimit() {
        return Optional.ofNullable(softTimeLimit);
    }

    /** {@return how long the task may run before it has failed} */
    public Optional<Duration> timeLimit() {
        return Optional.ofNullable(timeLimit);
    }

    /** {@return the application's own headers, which travel with the task; unmodifiable} */
    public Map<String, String> headers() {
        return headers;
    }

    private static Optional<Instant> later(Instant start, @Nullable Duration duration, @Nullable Instant instant) {
        return duration != null ? Optional.of(start.plus(duration)) : Optional.ofNullable(instant);
    }

    /** Makes {@link TaskOptions}. Not safe for use by several threads. */
    public static final class Builder {

        private @Nullable Duration countdown;
        private @Nullable Instant eta;
        private @Nullable Duration expiresIn;
        private @Nullable Instant expiresAt;
        private @Nullable String queue;
        private @Nullable Integer priority;
        private @Nullable String taskId;
        private @Nullable String shadow;
        private @Nullable Boolean ignoreResult;
        private @Nullable Integer maxRetries;
        private @Nullable Duration retryDelay;
        private @Nullable Integer retryBackoff;
        private @Nullable Duration retryBackoffMax;
        private @Nullable Boolean retryJitter;
        private @Nullable Duration softTimeLimit;
        private @Nullable Duration timeLimit;
        private final Map<String, String> headers = new LinkedHashMap<>();

        private Builder() {}

        /** Starts the task no earlier than this long after it was sent. Replaces an {@link #eta}. */
        public Builder countdown(Duration countdown) {
            this.countdown = notNegative("countdown", countdown);
            this.eta = null;
            return this;
        }

        /** Starts the task no earlier than at this time; a time in the past means at once. Replaces a {@link #countdown}. */
        public Builder eta(Instant eta) {
            this.eta = eta;
            this.countdown = null;
            return this;
        }

        /** Revokes the task if it has not started this long after it was sent. Replaces {@link #expires(Instant)}. */
        public Builder expires(Duration expires) {
            this.expiresIn = notNegative("expires", expires);
            this.expiresAt = null;
            return this;
        }

        /** Revokes the task if it has not started by this time. Replaces {@link #expires(Duration)}. */
        public Builder expires(Instant expires) {
            this.expiresAt = expires;
            this.expiresIn = null;
            return this;
        }

        /** Sends to this queue, named as in {@link Task#queue()}. */
        public Builder queue(String queue) {
            this.queue = notBlank("queue", queue);
            return this;
        }

        /** Sets the message's priority, from 0 to 9, where 9 is the most urgent. */
        public Builder priority(int priority) {
            if (priority < 0 || priority > 9) {
                throw new IllegalArgumentException("priority must be 0 to 9, not " + priority);
            }
            this.priority = priority;
            return this;
        }

        /**
         * Gives the task an id of the caller's, up to 128 characters long. While a result is kept under an id, a second
         * task with the same id is dropped, unless it ignores its result.
         */
        public Builder taskId(String taskId) {
            if (notBlank("taskId", taskId).length() > MAX_ID_LENGTH) {
                throw new IllegalArgumentException("taskId must be at most " + MAX_ID_LENGTH + " characters long, not "
                        + taskId.length() + ": " + taskId);
            }
            this.taskId = taskId;
            return this;
        }

        /** Shows this call under another name in logs and consoles. The task that runs is the same. */
        public Builder shadow(String shadow) {
            this.shadow = notBlank("shadow", shadow);
            return this;
        }

        /** Says whether a successful call's value is thrown away; see {@link Task#ignoreResult()}. */
        public Builder ignoreResult(boolean ignoreResult) {
            this.ignoreResult = ignoreResult;
            return this;
        }

        /** Allows this many retries; −1 any number. See {@link Task#maxRetries()}. */
        public Builder maxRetries(int maxRetries) {
            this.maxRetries = atLeast("maxRetries", -1, maxRetries);
            return this;
        }

        /** Lets a retry wait for this time; see {@link Task#retryDelay()}. */
        public Builder retryDelay(Duration retryDelay) {
            this.retryDelay = notNegative("retryDelay", retryDelay);
            return this;
        }

        /** Lets retries wait ever longer, from this many seconds on; zero for a constant delay. See {@link Task#retryBackoff()}. */
        public Builder retryBackoff(int seconds) {
            this.retryBackoff = atLeast("retryBackoff", 0, seconds);
            return this;
        }

        /** Bounds the time that a backoff comes to; see {@link Task#retryBackoffMax()}. */
        public Builder retryBackoffMax(Duration retryBackoffMax) {
            this.retryBackoffMax = notNegative("retryBackoffMax", retryBackoffMax);
            return this;
        }

        /** Says whether a backoff is a random time up to the one computed; see {@link Task#retryJitter()}. */
        public Builder retryJitter(boolean retryJitter) {
            this.retryJitter = retryJitter;
            return this;
        }

        /** Asks the task to end when it has run for this time; see {@link Task#softTimeLimit()}. */
        public Builder softTimeLimit(Duration softTimeLimit) {
            this.softTimeLimit = longerThanZero("softTimeLimit", softTimeLimit);
            return this;
        }

        /** Lets the task fail when it has run for this time; see {@link Task#timeLimit()}. */
        public Builder timeLimit(Duration timeLimit) {
            this.timeLimit = longerThanZero("timeLimit", timeLimit);
            return this;
        }

        /** Adds a header of the application's own, or replaces the one of that name. */
        public Builder header(String name, String value) {
            headers.put(notBlank("header name", name), value);
            return this;
        }

        /** Takes over everything that is set in the given options, headers included. */
        public Builder addAll(TaskOptions options) {
            Optional.ofNullable(options.countdown).ifPresent(this::countdown);
            Optional.ofNullable(options.eta).ifPresent(this::eta);
            Optional.ofNullable(options.expiresIn).ifPresent(this::expires);
            Optional.ofNullable(options.expiresAt).ifPresent(this::expires);
            options.queue().ifPresent(this::queue);
            options.priority().ifPresent(this::priority);
            options.taskId().ifPresent(this::taskId);
            options.shadow().ifPresent(this::shadow);
            options.ignoreResult().ifPresent(this::ignoreResult);
            options.maxRetries().ifPresent(this::maxRetries);
            options.retryDelay().ifPresent(this::retryDelay);
            options.retryBackoff().ifPresent(this::retryBackoff);
            options.retryBackoffMax().ifPresent(this::retryBackoffMax);
            options.retryJitter().ifPresent(this::retryJitter);
            options.softTimeLimit().ifPresent(this::softTimeLimit);
            options.timeLimit().ifPresent(this::timeLimit);
            headers.putAll(options.headers);
            return this;
        }

        /**
         * {@return the options}
         *
         * @throws IllegalArgumentException if the soft time limit is not below the time limit
         */
        public TaskOptions build() {
            if (softTimeLimit != null && timeLimit != null && softTimeLimit.compareTo(timeLimit) >= 0) {
                throw new IllegalArgumentException(
                        "softTimeLimit must be less than timeLimit, but is " + softTimeLimit + " of " + timeLimit);
            }
            return new TaskOptions(this);
        }

        private static Duration notNegative(String option, Duration duration) {
            if (duration.isNegative()) {
                throw new IllegalArgumentException(option + " must not be negative, but is " + duration);
            }
            return duration;
        }

        private static Duration longerThanZero(String option, Duration duration) {
            if (duration.isZero() || duration.isNegative()) {
                throw new IllegalArgumentException(option + " must be longer than zero, but is " + duration);
            }
            return duration;
        }

        private static int atLeast(String option, int least, int number) {
            if (number < least) {
                throw new IllegalArgumentException(option + " must be " + least + " or more, not " + number);
            }
            return number;
        }

        private static String notBlank(String option, String value) {
            if (value.isBlank()) {
                throw new IllegalArgumentException(option + " must not be blank");
            }
            return value;
        }
    }
}
