package io.apium.engine.result;

import io.apium.spi.StoredResult;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Looks for a result until it is there or nobody waits any more: when something is heard of the task, and because that may
 * get lost, also again and again, ever more slowly.
 */
final class Poll<R> implements Runnable {

    private static final long FIRST_PAUSE_MILLIS = 50;
    private static final long LONGEST_PAUSE_MILLIS = 2000;

    private final ScheduledExecutorService scheduler;
    private final Supplier<Optional<StoredResult>> source;
    private final Function<StoredResult, @Nullable R> value;
    private final CompletableFuture<@Nullable R> future;
    private long pauseMillis = FIRST_PAUSE_MILLIS;

    Poll(
            ScheduledExecutorService scheduler,
            Supplier<Optional<StoredResult>> source,
            Function<StoredResult, @Nullable R> value,
            CompletableFuture<@Nullable R> future) {
        this.scheduler = scheduler;
        this.source = source;
        this.value = value;
        this.future = future;
    }

    /** Looks, and goes on looking. */
    @Override
    @SuppressWarnings("FutureReturnValueIgnored") // Each look schedules the next; the future under watch ends the row.
    public void run() {
        if (!look()) {
            var pause = nextPause();
            try {
                scheduler.schedule(this, pause, TimeUnit.MILLISECONDS);
            } catch (RuntimeException e) {
                future.completeExceptionally(e);
            }
        }
    }

    /** Looks once more, soon, on another thread. */
    @SuppressWarnings("FutureReturnValueIgnored") // What it finds completes the future under watch.
    void lookSoon() {
        if (!future.isDone()) {
            scheduler.schedule(this::look, 0, TimeUnit.MILLISECONDS);
        }
    }

    /** {@return whether nobody needs to look any more} */
    boolean look() {
        if (future.isDone()) {
            return true;
        }
        try {
            source.get().ifPresent(result -> future.complete(value.apply(result)));
        } catch (RuntimeException | Error e) {
            future.completeExceptionally(e);
        }
        return future.isDone();
    }

    private synchronized long nextPause() {
        var pause = pauseMillis;
        pauseMillis = Math.min(LONGEST_PAUSE_MILLIS, pause * 2);
        return pause;
    }
}
