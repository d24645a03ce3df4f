package io.apium.engine;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;

/** Threads for tests, and the patience to wait for what they do. */
public final class Background {

    private static final Duration PATIENCE = Duration.ofSeconds(20);

    private Background() {}

    /** Does the work on a thread of its own. {@return a future that is completed when it ends} */
    public static CompletableFuture<Void> run(Runnable work) {
        var end = new CompletableFuture<Void>();
        var thread = new Thread(
                () -> {
                    try {
                        work.run();
                        end.complete(null);
                    } catch (RuntimeException | Error e) {
                        end.completeExceptionally(e);
                    }
                },
                "background");
        thread.setDaemon(true);
        thread.start();
        return end;
    }

    /** Returns as soon as the condition holds. */
    public static void await(BooleanSupplier condition) {
        var start = System.nanoTime();
        while (!condition.getAsBoolean()) {
            if (System.nanoTime() - start > PATIENCE.toNanos()) {
                throw new AssertionError("Waited in vain for " + PATIENCE);
            }
            LockSupport.parkNanos(1_000_000);
        }
    }
}
