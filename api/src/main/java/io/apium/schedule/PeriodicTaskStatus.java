package io.apium.schedule;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A periodic task as it stands in the database.
 *
 * @param name its name
 * @param task what it is; null if it cannot be read on this node, for the reason that {@code problem} says
 * @param origin where it was declared
 * @param isEdited whether it was changed at run time since, and stays so until its declaration changes or it is {@linkplain
 *     Schedules#reset reset}
 * @param nextDue when it is due next; null if it is disabled or has ended
 * @param runs how often it was run
 * @param lastDue for which due time it was run last, or null
 * @param lastRunAt when it was run last, or null
 * @param lastTaskId the id of that run, or null
 * @param problem why it could not be run although it is due, or null
 */
public record PeriodicTaskStatus(
        String name,
        @Nullable PeriodicTask task,
        Origin origin,
        boolean isEdited,
        @Nullable Instant nextDue,
        int runs,
        @Nullable Instant lastDue,
        @Nullable Instant lastRunAt,
        @Nullable String lastTaskId,
        @Nullable String problem) {

    /** Where a periodic task was declared. */
    public enum Origin {
        /** By {@link Periodic} on a task's method, with or without settings. */
        ANNOTATION,
        /** By settings alone. */
        CONFIGURATION,
        /** By a {@link PeriodicTaskSource}. */
        CODE,
        /** Not at all: it was {@linkplain Schedules#create created} at run time. */
        RUNTIME
    }
}
