package io.apium.engine.result;

import io.apium.ResultTimeoutException;
import io.apium.TaskState;
import java.time.Duration;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * How the current thread waits for results, and whether it may. A thread that runs a task may not: the task it waits for may
 * need the place that it occupies.
 */
public final class Joining {

    private static final ThreadLocal<Boolean> ALLOWED = ThreadLocal.withInitial(() -> true);

    private Joining() {}

    /** Allows or forbids it from now on. {@return what held before, to be given back} */
    public static boolean allow(boolean allowed) {
        var before = ALLOWED.get();
        if (allowed) {
            ALLOWED.remove();
        } else {
            ALLOWED.set(false);
        }
        return before;
    }

    /** @throws IllegalStateException if the thread may not wait */
    static void require(String id) {
        if (!ALLOWED.get()) {
            throw new IllegalStateException("A task cannot wait for task " + id
                    + ": the other one may need the place that this one occupies. Send what is to follow as a"
                    + " task of its own, or wait inside TaskContext.allowJoin");
        }
    }

    /** {@return the value of the future of a task or group} */
    static <R> @Nullable R await(String id, CompletableFuture<@Nullable R> future) {
        try {
            return future.get();
        } catch (InterruptedException e) {
            throw interrupted(id, future);
        } catch (ExecutionException e) {
            throw rethrow(e);
        }
    }

    /**
     * {@return the value of the future of a task or group}
     *
     * @throws ResultTimeoutException if it is not there in time
     */
    static <R> @Nullable R await(
            String id, CompletableFuture<@Nullable R> future, Duration timeout, Supplier<TaskState> state) {
        try {
            return future.get(TimeUnit.NANOSECONDS.convert(timeout), TimeUnit.NANOSECONDS);
        } catch (InterruptedException e) {
            throw interrupted(id, future);
        } catch (ExecutionException e) {
            throw rethrow(e);
        } catch (TimeoutException e) {
            future.cancel(false);
            throw new ResultTimeoutException(id, timeout, state.get());
        }
    }

    private static CancellationException interrupted(String id, CompletableFuture<?> future) {
        future.cancel(false);
        Thread.currentThread().interrupt();
        return new CancellationException("Interrupted while waiting for task " + id + "; it goes on");
    }

    private static RuntimeException rethrow(ExecutionException e) {
        if (e.getCause() instanceof RuntimeException cause) {
            return cause;
        }
        if (e.getCause() instanceof Error cause) {
            throw cause;
        }
        return new IllegalStateException(e.getCause());
    }
}
