package io.apium.engine.execute;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;

/**
 * How many messages share a transaction. The size of a queue's batches adapts: it halves when one has to be done again, and
 * doubles when one that was full is done. Thread-safe.
 */
final class Batches {

    private final Function<String, WorkerSettings> settings;
    private final Clock clock;
    private final Map<String, AtomicInteger> sizes = new ConcurrentHashMap<>();

    Batches(Function<String, WorkerSettings> settings, Clock clock) {
        this.settings = settings;
        this.clock = clock;
    }

    /** {@return a batch of the queue, without messages} */
    Batch begin(String queue) {
        var bounds = settings.apply(queue);
        var size = sizes.computeIfAbsent(queue, name -> new AtomicInteger(bounds.maxBatch()));
        return new Batch(size, bounds, clock);
    }

    /** The messages of one transaction. Belongs to one thread. */
    static final class Batch {

        private final AtomicInteger size;
        private final int most;
        private final int bound;
        private final Duration time;
        private final Clock clock;
        private final Instant startedAt;
        private int count;

        private Batch(AtomicInteger size, WorkerSettings settings, Clock clock) {
            this.size = size;
            this.most = settings.maxBatch();
            this.bound = size.get();
            this.time = settings.batchTime();
            this.clock = clock;
            this.startedAt = clock.instant();
        }

        /** Counts one message more. */
        void add() {
            count++;
        }

        /** {@return whether there is room, and time, for another} */
        boolean hasRoom() {
            return count < bound && Duration.between(startedAt, clock.instant()).compareTo(time) < 0;
        }

        /** The transaction has ended. If it was rolled back, all that was in it will be done again. */
        void end(boolean committed) {
            if (committed && count >= bound) {
                size.updateAndGet(now -> Math.min(most, Math.max(now, bound * 2)));
            } else if (!committed && count > 1) {
                size.updateAndGet(now -> Math.max(1, Math.min(now, bound / 2)));
            }
        }
    }
}
