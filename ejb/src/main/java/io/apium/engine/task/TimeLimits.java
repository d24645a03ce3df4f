package io.apium.engine.task;

import java.time.Duration;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * How long a task may run.
 *
 * @param soft before it is asked to end; null for no limit
 * @param hard before it has failed; null for no limit
 * @param bound what the limits must be less than; null if they need not
 */
public record TimeLimits(
        @Nullable Duration soft,
        @Nullable Duration hard,
        @Nullable Bound bound) {

    /** As long as it likes. */
    public static final TimeLimits NONE = new TimeLimits(null, null);

    /**
     * The timeout of the transaction in which a task runs. After it the task's message is with another worker already, so that
     * the task's own limits must strike before.
     *
     * @param timeout how long the transaction may take
     * @param worker the worker that has it
     */
    public record Bound(Duration timeout, String worker) {}

    /** Creates limits that are not bounded. */
    public TimeLimits(@Nullable Duration soft, @Nullable Duration hard) {
        this(soft, hard, null);
    }

    /** {@return these limits, bounded} */
    TimeLimits within(@Nullable Bound otherBound) {
        return new TimeLimits(soft, hard, otherBound);
    }

    /** {@return these limits, but for what a call says} */
    public TimeLimits with(@Nullable Duration callsSoft, @Nullable Duration callsHard) {
        return new TimeLimits(callsSoft == null ? soft : callsSoft, callsHard == null ? hard : callsHard, bound);
    }

    /**
     * Refuses limits that cannot work.
     *
     * @param task the task's name
     * @throws IllegalArgumentException if they cannot
     */
    public void requireValid(String task) {
        if (soft != null && hard != null && soft.compareTo(hard) >= 0) {
            throw new IllegalArgumentException(
                    "softTimeLimit of task '" + task + "' must be less than timeLimit, but is " + soft + " of " + hard);
        }
        faultOfBound(task).ifPresent(fault -> {
            throw new IllegalArgumentException(fault);
        });
    }

    /** {@return why the bound does not allow them; empty if it does} */
    Optional<String> faultOfBound(String task) {
        var longest = hard == null ? soft : hard;
        if (bound == null || longest == null || longest.compareTo(bound.timeout()) < 0) {
            return Optional.empty();
        }
        return Optional.of("The time limit of task '" + task + "', " + longest + ", must be less than "
                + bound.timeout()
                + ", the transaction timeout of its worker " + bound.worker() + ": shorten it, raise the timeout"
                + " (activation property transactionTimeout in seconds, or the server's default timeout, told to Apium"
                + " by apium.worker-transaction-timeout), or let the task run outside the transaction with execution ="
                + " AT_LEAST_ONCE");
    }
}
