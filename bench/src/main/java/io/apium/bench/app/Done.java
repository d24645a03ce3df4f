package io.apium.bench.app;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;

/** How much of the work has been done. */
final class Done {

    private static final Duration LOOK = Duration.ofNanos(500_000);
    private static final Duration PATIENCE = Duration.ofMinutes(10);

    private static final AtomicLong COUNT = new AtomicLong();

    private Done() {}

    /** A piece of work is done, but not committed yet. */
    static void one() {
        COUNT.incrementAndGet();
    }

    static void reset() {
        COUNT.set(0);
    }

    /** Waits until so much is done, and then until nothing is left of the queue. */
    static void await(int n, String queue) {
        await(() -> COUNT.get() >= n);
        await(() -> BrokerQueues.depth(queue) == 0);
    }

    private static void await(BooleanSupplier condition) {
        var begin = System.nanoTime();
        while (!condition.getAsBoolean()) {
            if (System.nanoTime() - begin > PATIENCE.toNanos()) {
                throw new IllegalStateException("Only " + COUNT.get() + " done after " + PATIENCE);
            }
            LockSupport.parkNanos(LOOK.toNanos());
        }
    }
}
