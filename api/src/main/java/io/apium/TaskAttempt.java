package io.apium;

import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * One execution of a task, as it is remembered until the task's result expires.
 *
 * @param number 0 for the first, one more for each retry
 * @param state how it ended: SUCCESS, FAILURE or RETRY; or STARTED, or a state of the task's own, while it runs
 * @param worker the worker that ran it, as {@code app@host/WorkerClass}
 * @param startedAt when it began
 * @param endedAtOrNull when it ended, or null if it has not
 * @param nextAtOrNull when the next one begins, at the earliest; null if there is none
 * @param failureOrNull what it threw, or null
 */
public record TaskAttempt(
        int number,
        TaskState state,
        String worker,
        Instant startedAt,
        @Nullable Instant endedAtOrNull,
        @Nullable Instant nextAtOrNull,
        @Nullable TaskFailure failureOrNull) {

    /** {@return when it ended; empty if it has not} */
    public Optional<Instant> endedAt() {
        return Optional.ofNullable(endedAtOrNull);
    }

    /** {@return when the next one begins, at the earliest; empty if there is none} */
    public Optional<Instant> nextAt() {
        return Optional.ofNullable(nextAtOrNull);
    }

    /** {@return what it threw; empty if it threw nothing} */
    public Optional<TaskFailure> failure() {
        return Optional.ofNullable(failureOrNull);
    }
}
