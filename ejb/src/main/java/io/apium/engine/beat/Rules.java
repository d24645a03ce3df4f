package io.apium.engine.beat;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.apium.schedule.Misfire;
import io.apium.schedule.Overlap;
import io.apium.schedule.PeriodicTask;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What a periodic task says besides when and what, as it is stored.
 *
 * @param start before which time it is never due
 * @param end after which time it is never due
 * @param maxRuns how often it is run, at the most
 * @param misfire what becomes of missed due times
 * @param misfireLimit how many of them are run
 * @param overlap what becomes of a due time while the run before has not ended
 * @param jitter up to how much later a run starts
 * @param expires how long after it was sent a run may start
 * @param enabled whether it is run at all
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
record Rules(
        @Nullable Instant start,
        @Nullable Instant end,
        @Nullable Integer maxRuns,
        Misfire misfire,
        int misfireLimit,
        Overlap overlap,
        Duration jitter,
        @Nullable Duration expires,
        boolean enabled) {

    static Rules of(PeriodicTask task) {
        return new Rules(
                task.start().orElse(null),
                task.end().orElse(null),
                task.maxRuns().orElse(null),
                task.misfire(),
                task.misfireLimit(),
                task.overlap(),
                task.jitter(),
                task.expires().orElse(null),
                task.isEnabled());
    }

    PeriodicTask apply(PeriodicTask.Builder builder) {
        if (start != null) {
            builder.start(start);
        }
        if (end != null) {
            builder.end(end);
        }
        if (maxRuns != null) {
            builder.maxRuns(maxRuns);
        }
        if (expires != null) {
            builder.expires(expires);
        }
        return builder.misfire(misfire)
                .misfireLimit(misfireLimit)
                .overlap(overlap)
                .jitter(jitter)
                .enabled(enabled)
                .build();
    }
}
