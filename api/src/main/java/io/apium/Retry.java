package io.apium;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Runs the task again later: its work is rolled back, and the same task, with its id and one attempt more, is sent once
 * more. Celery's {@code Task.retry}. Made by {@link TaskContext#retry()} and thrown:
 *
 * <pre>{@code
 * throw context.retry(e).countdown(Duration.ofMinutes(1));
 * }</pre>
 *
 * <p>Nothing is sent before it leaves the task's method. After the last retry the task ends as FAILURE with the exception
 * that was given, or with {@link MaxRetriesExceededException}. Immutable: every method that changes something returns
 * another one.
 */
public final class Retry extends TaskDecision {

    private static final long serialVersionUID = 1L;

    private final transient @Nullable Duration countdown;
    private final transient @Nullable Instant eta;
    private final transient @Nullable Integer maxRetries;
    private final transient @Nullable String queue;
    private final transient @Nullable List<@Nullable Object> args;
    private final transient Map<String, @Nullable Object> namedArgs;

    /** Creates the decision; see {@link TaskContext#retry()}. */
    public Retry(@Nullable Throwable cause) {
        this(cause, null, null, null, null, null, Map.of());
    }

    private Retry(
            @Nullable Throwable cause,
            @Nullable Duration countdown,
            @Nullable Instant eta,
            @Nullable Integer maxRetries,
            @Nullable String queue,
            @Nullable List<@Nullable Object> args,
            Map<String, @Nullable Object> namedArgs) {
        super("The task asks to be run again", cause);
        this.countdown = countdown;
        this.eta = eta;
        this.maxRetries = maxRetries;
        this.queue = queue;
        this.args = args;
        this.namedArgs = namedArgs;
    }

    /**
     * Runs the task again after this time, instead of after the task's {@link Task#retryDelay} or
     * {@link Task#retryBackoff}.
     *
     * @throws IllegalArgumentException if it is negative
     */
    public Retry countdown(Duration countdown) {
        if (countdown.isNegative()) {
            throw new IllegalArgumentException("countdown must not be negative, but is " + countdown);
        }
        return new Retry(getCause(), countdown, null, maxRetries, queue, args, namedArgs);
    }

    /** Runs the task again at this time; a time in the past means at once. */
    public Retry eta(Instant eta) {
        return new Retry(getCause(), null, eta, maxRetries, queue, args, namedArgs);
    }

    /** Says why: the exception is shown while the task waits, and is the failure if it is not tried any more. */
    public Retry because(Throwable cause) {
        return new Retry(cause, countdown, eta, maxRetries, queue, args, namedArgs);
    }

    /**
     * Allows this many retries in all, instead of the task's {@link Task#maxRetries}; −1 allows any number. It holds for
     * this decision, not for the next.
     *
     * @throws IllegalArgumentException if it is less than −1
     */
    public Retry maxRetries(int maxRetries) {
        if (maxRetries < -1) {
            throw new IllegalArgumentException("maxRetries must be −1 or more, not " + maxRetries);
        }
        return new Retry(getCause(), countdown, eta, maxRetries, queue, args, namedArgs);
    }

    /** Sends the task to another queue than the one it was taken from. */
    public Retry queue(String queue) {
        return new Retry(getCause(), countdown, eta, maxRetries, queue, args, namedArgs);
    }

    /** Calls the method with other arguments: these, by position, in place of all that it was called with. */
    public Retry args(@Nullable Object... args) {
        var copy = new ArrayList<@Nullable Object>(Arrays.asList(args));
        return new Retry(getCause(), countdown, eta, maxRetries, queue, Collections.unmodifiableList(copy), Map.of());
    }

    /** Calls the method with another value for one parameter; what is not named stays as it was. */
    public Retry named(String parameter, @Nullable Object value) {
        var more = new LinkedHashMap<String, @Nullable Object>(namedArgs);
        more.put(parameter, value);
        return new Retry(getCause(), countdown, eta, maxRetries, queue, args, Collections.unmodifiableMap(more));
    }

    /** {@return when to run again, if it is said} */
    public Optional<Instant> eta() {
        return Optional.ofNullable(eta);
    }

    /** {@return how long to wait, if it is said} */
    public Optional<Duration> countdown() {
        return Optional.ofNullable(countdown);
    }

    /** {@return how many retries are allowed, if it is said} */
    public Optional<Integer> maxRetries() {
        return Optional.ofNullable(maxRetries);
    }

    /** {@return the other queue, if there is one} */
    public Optional<String> queue() {
        return Optional.ofNullable(queue);
    }

    /** {@return the other arguments by position, if there are any; unmodifiable} */
    public Optional<List<@Nullable Object>> args() {
        return Optional.ofNullable(args);
    }

    /** {@return the other arguments by name; unmodifiable} */
    public Map<String, @Nullable Object> namedArgs() {
        return namedArgs;
    }
}
