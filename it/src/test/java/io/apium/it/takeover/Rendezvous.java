package io.apium.it.takeover;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/** Where tasks of an application meet those of its next deployment in the same server. */
final class Rendezvous {

    private static final long PATIENCE_SECONDS = 120;

    private Rendezvous() {}

    /** Counts a run. {@return how many there were, this one included} */
    static int countRun(String name) {
        return runs(name).incrementAndGet();
    }

    /** {@return how many runs there were} */
    static AtomicInteger runs(String name) {
        return (AtomicInteger) System.getProperties().computeIfAbsent(name + ".runs", unknown -> new AtomicInteger());
    }

    /** Waits until somebody calls {@link #open}. */
    static void await(String name) throws InterruptedException {
        if (!gate(name).await(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
            throw new IllegalStateException("Nobody came");
        }
    }

    static void open(String name) {
        gate(name).countDown();
    }

    private static CountDownLatch gate(String name) {
        return (CountDownLatch)
                System.getProperties().computeIfAbsent(name + ".gate", unknown -> new CountDownLatch(1));
    }
}
