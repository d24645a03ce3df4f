package io.apium.engine.result;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * Looks for something until it is there or nobody waits any more: when something is heard of it, and because that may get
 * lost, also again and again, ever more slowly.
 */
final class Poll implements Runnable {

    private static final long FIRST_PAUSE_MILLIS = 50;
    private static final long LONGEST_PAUSE_MILLIS = 2000;

    private final ScheduledExecutorService scheduler;
    private final Runnable search;
    private final CompletableFuture<?> future;
    private final AtomicBoolean willLookSoon = new AtomicBoolean();
    private long pauseMillis = FIRST_PAUSE_MILLIS;

    /**
     * Creates a poll.
     *
     * @param search completes the future if it finds what is waited for
     */
    Poll(ScheduledExecutorService scheduler, Runnable search, CompletableFuture<?> future) {
        this.scheduler = scheduler;
        this.search = search;
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

    /** Looks once more, soon, on another thread. Whatever is heard until then needs no look of its own. */
    @SuppressWarnings("FutureReturnValueIgnored") // What it finds completes the future under watch.
    void lookSoon() {
        if (!future.isDone() && willLookSoon.compareAndSet(false, true)) {
            scheduler.schedule(
                    () -> {
                        willLookSoon.set(false);
                        look();
                    },
                    0,
                    TimeUnit.MILLISECONDS);
        }
    }

    /** {@return whether nobody needs to look any more} */
    boolean look() {
        if (future.isDone()) {
            return true;
        }
        try {
            search.run();
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
