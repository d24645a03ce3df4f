package io.apium.engine.result;

import com.fasterxml.jackson.core.JsonProcessingException;
import io.apium.AsyncResult;
import io.apium.ResultTimeoutException;
import io.apium.TaskFailedException;
import io.apium.TaskFailure;
import io.apium.TaskRevokedException;
import io.apium.TaskState;
import io.apium.UnreadableResultException;
import io.apium.spi.StoredResult;
import java.lang.reflect.Type;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;

/** The result of a task that a worker runs. */
final class StoredAsyncResult<R> implements AsyncResult<R> {

    private final Results results;
    private final String id;
    private final Type type;
    private final @Nullable Object sentIn;
    private volatile @Nullable StoredResult ended;

    StoredAsyncResult(Results results, String id, Type type, @Nullable Object sentIn) {
        this.results = results;
        this.id = id;
        this.type = type;
        this.sentIn = sentIn;
    }

    @Override
    public String id() {
        return id;
    }

    @Override
    public TaskState state() {
        return find().map(StoredResult::state).orElse(TaskState.PENDING);
    }

    @Override
    public Optional<TaskFailure> failure() {
        return find().flatMap(StoredResult::failure);
    }

    @Override
    public @Nullable R get() {
        var future = toCompletableFuture();
        try {
            return future.get();
        } catch (InterruptedException e) {
            throw interrupted(future);
        } catch (ExecutionException e) {
            throw rethrow(e);
        }
    }

    @Override
    public @Nullable R get(Duration timeout) {
        var future = toCompletableFuture();
        try {
            return future.get(TimeUnit.NANOSECONDS.convert(timeout), TimeUnit.NANOSECONDS);
        } catch (InterruptedException e) {
            throw interrupted(future);
        } catch (ExecutionException e) {
            throw rethrow(e);
        } catch (TimeoutException e) {
            future.cancel(false);
            throw new ResultTimeoutException(id, timeout, state());
        }
    }

    @Override
    public void forget() {
        results.delete(id);
        ended = null;
    }

    @Override
    public CompletableFuture<@Nullable R> toCompletableFuture() {
        if (sentIn != null && results.isCurrent(sentIn)) {
            throw new IllegalStateException(
                    "Task " + id + " is sent by the commit of the current transaction, so waiting for"
                            + " it inside that transaction would never end. Wait after the commit");
        }
        var future = new CompletableFuture<@Nullable R>();
        new Poll<>(results.scheduler(), this::find, this::value, future).run();
        return future;
    }

    private Optional<StoredResult> find() {
        var known = ended;
        if (known != null) {
            return Optional.of(known);
        }
        var found = results.findOutside(id);
        found.filter(result -> result.state().isTerminal()).ifPresent(result -> ended = result);
        return found;
    }

    private @Nullable R value(StoredResult result) {
        if (result.state().equals(TaskState.SUCCESS)) {
            return read(result.value());
        }
        var failure = result.failure().orElseThrow(() -> new IllegalStateException("No reason is stored of " + result));
        if (result.state().equals(TaskState.REVOKED)) {
            throw new TaskRevokedException(id, result.task(), failure.message());
        }
        throw new TaskFailedException(id, result.task(), failure, null);
    }

    @SuppressWarnings("unchecked") // The caller's type comes from the task's method, or is what he claims.
    private @Nullable R read(@Nullable String value) {
        try {
            return value == null ? null : (R) results.json().read(value, type);
        } catch (JsonProcessingException e) {
            throw new UnreadableResultException(id, type.getTypeName(), e.getOriginalMessage(), e);
        }
    }

    private CancellationException interrupted(CompletableFuture<?> future) {
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
