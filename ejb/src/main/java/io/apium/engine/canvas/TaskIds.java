package io.apium.engine.canvas;

import io.apium.engine.message.GroupStep;
import io.apium.engine.message.Step;
import io.apium.engine.message.TaskStep;
import java.security.SecureRandom;
import java.time.Clock;
import java.util.List;
import java.util.UUID;

/**
 * Makes task ids: UUIDs of version 7, RFC 9562 section 5.7, which begin with the time, so that an index of them grows at
 * its end. Thread-safe.
 */
public final class TaskIds {

    private static final long VERSION_7 = 0x7000L;
    private static final long VARIANT = 0x8000_0000_0000_0000L;

    private final SecureRandom random = new SecureRandom();
    private final Clock clock;

    /** Creates it. */
    public TaskIds(Clock clock) {
        this.clock = clock;
    }

    /** {@return an id that nobody else has} */
    public String next() {
        var high = clock.millis() << 16 | VERSION_7 | random.nextInt(1 << 12);
        var low = VARIANT | random.nextLong() >>> 2;
        return new UUID(high, low).toString();
    }

    /** {@return the steps, all with ids that nobody else has} */
    List<Step> fresh(List<Step> steps) {
        return steps.stream().map(this::fresh).toList();
    }

    private Step fresh(Step step) {
        if (step instanceof GroupStep group) {
            return new GroupStep(
                    next(),
                    group.members().stream().map(this::fresh).toList(),
                    group.tolerant(),
                    group.links().stream().map(this::fresh).toList(),
                    group.errors());
        }
        var task = (TaskStep) step;
        return new TaskStep(
                next(),
                task.task(),
                task.attempt(),
                task.args(),
                task.named(),
                task.immutable(),
                task.options(),
                task.stamps(),
                task.links().stream().map(this::fresh).toList(),
                task.errors());
    }
}
