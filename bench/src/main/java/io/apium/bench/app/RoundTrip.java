package io.apium.bench.app;

import io.apium.bench.Side;
import java.time.Duration;

/**
 * A task, and its result, one after the other.
 *
 * @param side whether the tasks are batchable
 * @param means what they are sent with
 */
record RoundTrip(Side side, Means means) implements Course {

    private static final Duration PATIENCE = Duration.ofSeconds(30);

    @Override
    public long[] run(int n) {
        var latencies = new long[n];
        for (int i = 0; i < n; i++) {
            var begin = System.nanoTime();
            var task =
                    side == Side.APIUM ? Work.VALUE.batchable(means.tasks(), i) : Work.VALUE.single(means.tasks(), i);
            task.delay().get(PATIENCE);
            latencies[i] = System.nanoTime() - begin;
        }
        return latencies;
    }
}
