package io.apium.spi;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A periodic task, and how far it is.
 *
 * @param application whose it is
 * @param name its name, unique in the application
 * @param definition what it is
 * @param progress how far it is
 * @param revision changes whenever anything of it does
 */
public record StoredSchedule(String application, String name, Definition definition, Progress progress, int revision) {

    /**
     * What a periodic task is.
     *
     * @param origin where it was declared
     * @param declared a fingerprint of its declaration when it was last taken over; null if it was not declared
     * @param isEdited whether it was changed at run time since
     * @param schedule when it is due, as text
     * @param canvas what is sent, as JSON
     * @param rules all else, as JSON
     */
    public record Definition(
            String origin, @Nullable String declared, boolean isEdited, String schedule, String canvas, String rules) {}

    /**
     * How far a periodic task is.
     *
     * @param dueAt when it is due next; null if it is not
     * @param runs how often it was run
     * @param lastDueAt for which due time it was run last, or null
     * @param lastRunAt when it was run last, or null
     * @param lastTaskId the id of that run, or null
     * @param runningId the id of the last run, as long as it is not known to have ended and that matters; else null
     * @param problem why it could not be run although it is due, or null
     */
    public record Progress(
            @Nullable Instant dueAt,
            int runs,
            @Nullable Instant lastDueAt,
            @Nullable Instant lastRunAt,
            @Nullable String lastTaskId,
            @Nullable String runningId,
            @Nullable String problem) {

        /** {@return the progress of one that was never run} */
        public static Progress before(@Nullable Instant dueAt) {
            return new Progress(dueAt, 0, null, null, null, null, null);
        }

        /** {@return the same, due at another time, or not at all} */
        public Progress due(@Nullable Instant otherDueAt) {
            return new Progress(otherDueAt, runs, lastDueAt, lastRunAt, lastTaskId, runningId, problem);
        }

        /** {@return the same, as long as that run has not ended} */
        public Progress running(@Nullable String otherRunningId) {
            return new Progress(dueAt, runs, lastDueAt, lastRunAt, lastTaskId, otherRunningId, problem);
        }

        /** {@return the same, which could not be run for that reason} */
        public Progress withProblem(String otherProblem) {
            return new Progress(dueAt, runs, lastDueAt, lastRunAt, lastTaskId, runningId, otherProblem);
        }

        /** {@return the same after so many runs more} */
        public Progress run(int more, Instant due, Instant now, String taskId) {
            return new Progress(dueAt, runs + more, due, now, taskId, runningId, null);
        }
    }

    /** {@return the same with another definition} */
    public StoredSchedule with(Definition otherDefinition) {
        return new StoredSchedule(application, name, otherDefinition, progress, revision);
    }

    /** {@return the same with another progress} */
    public StoredSchedule with(Progress otherProgress) {
        return new StoredSchedule(application, name, definition, otherProgress, revision);
    }
}
