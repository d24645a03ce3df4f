package io.apium.engine.publish;

import io.apium.AsyncResult;
import io.apium.Progress;
import io.apium.TaskAttempt;
import io.apium.TaskFailedException;
import io.apium.TaskFailure;
import io.apium.TaskState;
import io.apium.engine.message.TaskIdentity;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/** The result of a task that was called in the caller's thread. Celery's {@code EagerResult}. */
record LocalResult<R>(
        TaskIdentity task,
        @Nullable R value,
        @Nullable TaskFailedException exception,
        List<AsyncResult<Object>> children)
        implements AsyncResult<R> {

    static <R> AsyncResult<R> success(TaskIdentity task, @Nullable R value, List<AsyncResult<Object>> children) {
        return new LocalResult<>(task, value, null, children);
    }

    static <R> AsyncResult<R> failure(TaskIdentity task, Throwable cause, List<AsyncResult<Object>> children) {
        return new LocalResult<>(
                task, null, new TaskFailedException(task.id(), task.task(), TaskFailure.of(cause), cause), children);
    }

    @Override
    public String id() {
        return task.id();
    }

    @Override
    public TaskState state() {
        return exception == null ? TaskState.SUCCESS : TaskState.FAILURE;
    }

    @Override
    public Optional<TaskFailure> failure() {
        return Optional.ofNullable(exception).map(TaskFailedException::failure);
    }

    @Override
    public @Nullable R get() {
        if (exception != null) {
            throw exception;
        }
        return value;
    }

    @Override
    public @Nullable R get(Duration timeout) {
        return get();
    }

    @Override
    public Optional<Progress> progress() {
        return Optional.empty();
    }

    @Override
    public <M> Optional<M> meta(Class<M> type) {
        return Optional.empty();
    }

    @Override
    public List<TaskAttempt> attempts() {
        return List.of();
    }

    @Override
    public Optional<List<@Nullable Object>> args() {
        return Optional.empty();
    }

    @Override
    public Optional<String> queue() {
        return Optional.empty();
    }

    @Override
    public void revoke() {
        // It has ended.
    }

    @Override
    public void abort() {
        // It has ended.
    }

    @Override
    public boolean isAborted() {
        return false;
    }

    @Override
    public Optional<String> rootId() {
        return Optional.of(task.rootId());
    }

    @Override
    public Optional<AsyncResult<Object>> parent() {
        return Optional.empty();
    }

    @Override
    public void forget() {
        // Nothing was stored.
    }

    @Override
    public CompletableFuture<@Nullable R> toCompletableFuture() {
        return exception == null ? CompletableFuture.completedFuture(value) : CompletableFuture.failedFuture(exception);
    }
}
