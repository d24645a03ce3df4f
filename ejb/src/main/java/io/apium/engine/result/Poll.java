package io.apium.engine.result;

import io.apium.spi.StoredResult;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Looks for a result, again and again and ever more slowly, until it is there or nobody waits any more. */
final class Poll<R> implements Runnable {

    private static final long FIRST_PAUSE_MILLIS = 5;
    private static final long LONGEST_PAUSE_MILLIS = 500;

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

    @Override
    @SuppressWarnings("FutureReturnValueIgnored") // Each look schedules the next; the future under watch ends the row.
    public void run() {
        if (future.isDone()) {
            return;
        }
        try {
            var ended = source.get().filter(result -> result.state().isTerminal());
            if (ended.isPresent()) {
                future.complete(value.apply(ended.get()));
            } else {
                // The next look may begin before this one returns.
                var pause = pauseMillis;
                pauseMillis = Math.min(LONGEST_PAUSE_MILLIS, pause + pause / 2 + 1);
                scheduler.schedule(this, pause, TimeUnit.MILLISECONDS);
            }
        } catch (RuntimeException | Error e) {
            future.completeExceptionally(e);
        }
    }
}
