package io.apium.spi;

import io.apium.TaskFailure;
import io.apium.TaskState;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What is known of an execution of a task that did not end the task: it runs still, or it is to be followed by a retry.
 *
 * @param id the task's id
 * @param number the number of the execution, 0 for the first
 * @param task the task's name
 * @param state RETRY, which is final for the execution; or STARTED, PROGRESS, or a state of the task's own
 * @param meta what the task stored with its own state, as JSON, or null
 * @param failure why it is to be run again, or null
 * @param worker the worker that runs it, as {@code app@host/WorkerClass}
 * @param startedAt when it began
 * @param endedAt when it ended, or null
 * @param nextAt when the next one begins, at the earliest, or null
 * @param expiresAt when this may be deleted; null for never
 */
public record StoredAttempt(
        String id,
        int number,
        String task,
        TaskState state,
        @Nullable String meta,
        @Nullable TaskFailure failure,
        String worker,
        Instant startedAt,
        @Nullable Instant endedAt,
        @Nullable Instant nextAt,
        @Nullable Instant expiresAt) {}
