package io.apium.bench.app;

import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/** By how much work was late. Moments are nanoseconds of this machine's monotonic clock. */
final class Lateness {

    private static final AtomicInteger COUNT = new AtomicInteger();
    private static volatile long[] late = new long[0];

    private Lateness() {}

    static void begin(int n) {
        COUNT.set(0);
        late = new long[n];
    }

    /** {@return the moment after so many milliseconds} */
    static long in(long millis) {
        return System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(millis);
    }

    /** Work that was due at that moment is done now. */
    static void arrive(long due) {
        late[COUNT.getAndIncrement()] = System.nanoTime() - due;
    }

    /** {@return what was seen} */
    static long[] all() {
        return late.clone();
    }
}
