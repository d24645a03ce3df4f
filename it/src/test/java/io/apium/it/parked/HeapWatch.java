package io.apium.it.parked;

import java.lang.management.ManagementFactory;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

/** Looks often at the heap of the server, as long as it is open. */
public final class HeapWatch implements AutoCloseable {

    private static final int LOOK_MILLIS = 20;

    private final ScheduledExecutorService looks = Executors.newSingleThreadScheduledExecutor();
    private final Future<?> looking;
    private long highest;

    /** Begins. */
    public HeapWatch() {
        looking = looks.scheduleAtFixedRate(this::look, 0, LOOK_MILLIS, TimeUnit.MILLISECONDS);
    }

    private synchronized void look() {
        highest = Math.max(highest, used());
    }

    /** {@return the most bytes that were in use, garbage included} */
    public synchronized long highest() {
        return highest;
    }

    /** {@return the bytes in use when all garbage is collected} */
    public static long live() {
        System.gc();
        return used();
    }

    @Override
    public void close() {
        looking.cancel(false);
        looks.shutdown();
    }

    private static long used() {
        return ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed();
    }
}
