package io.apium.spi;

import io.apium.TaskFailure;
import io.apium.TaskState;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * How a task ended.
 *
 * @param id the task's id
 * @param task the task's name
 * @param state the state it ended in
 * @param attempt the number of the execution that ended it
 * @param value its value as JSON; null if it has none
 * @param failureOrNull why it did not succeed; null if it did
 * @param worker the worker that ended it, as {@code app@host/WorkerClass}
 * @param rootId the id of the workflow's first task
 * @param parentIdOrNull the id of the task that sent it, or null
 * @param startedAt when the worker took it up
 * @param endedAt when it ended
 */
public record StoredResult(
        String id,
        String task,
        TaskState state,
        int attempt,
        @Nullable String value,
        @Nullable TaskFailure failureOrNull,
        String worker,
        String rootId,
        @Nullable String parentIdOrNull,
        Instant startedAt,
        Instant endedAt) {

    /** {@return why it did not succeed; empty if it did} */
    public Optional<TaskFailure> failure() {
        return Optional.ofNullable(failureOrNull);
    }
}
