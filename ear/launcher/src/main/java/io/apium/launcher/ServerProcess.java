package io.apium.launcher;

import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.TimeUnit;

/** The operating system's process of a server. */
record ServerProcess(Process process) implements Patience {

    private static final long POLL_MILLIS = 100;

    @Override
    public boolean await(Condition condition, Duration timeout) throws IOException, InterruptedException {
        long deadline = System.nanoTime() + timeout.toNanos();
        while (!condition.holds()) {
            if (!process.isAlive() || System.nanoTime() - deadline > 0) {
                return condition.holds();
            }
            awaitExit(Duration.ofMillis(POLL_MILLIS));
        }
        return true;
    }

    boolean awaitExit(Duration timeout) throws InterruptedException {
        return process.waitFor(timeout.toMillis(), TimeUnit.MILLISECONDS);
    }
}
