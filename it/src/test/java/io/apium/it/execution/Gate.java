package io.apium.it.execution;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/** Where tasks wait until the test has looked at them. */
public final class Gate {

    private static final Map<String, Gate> GATES = new ConcurrentHashMap<>();
    private static final long PATIENCE_SECONDS = 60;

    private final CountDownLatch opened = new CountDownLatch(1);
    private final AtomicInteger arrived = new AtomicInteger();

    /** {@return the gate of that name} */
    public static Gate of(String name) {
        return GATES.computeIfAbsent(name, unknown -> new Gate());
    }

    /** Waits until the gate is open. */
    void pass() throws InterruptedException {
        arrived.incrementAndGet();
        if (!opened.await(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
            throw new IllegalStateException("Nobody opened the gate");
        }
    }

    /** {@return how many tasks have come here} */
    public int arrived() {
        return arrived.get();
    }

    /** Lets everybody pass. */
    public void open() {
        opened.countDown();
    }
}
