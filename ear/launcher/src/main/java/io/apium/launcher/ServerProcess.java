package io.apium.launcher;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** The operating system's process of a server. */
record ServerProcess(Process process) implements Patience {

    private static final long POLL_MILLIS = 100;

    /** Starts the command in a folder; what it prints goes to the log. It reads nothing. */
    static Process start(List<String> command, Path folder, LogFile log) throws IOException {
        Process process = new ProcessBuilder(command)
                .directory(folder.toFile())
                .redirectErrorStream(true)
                .redirectOutput(log.path().toFile())
                .start();
        process.getOutputStream().close();
        return process;
    }

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
