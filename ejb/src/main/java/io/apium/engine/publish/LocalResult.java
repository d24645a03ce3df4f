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
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * The result of a task that was called in the caller's thread. Celery's {@code EagerResult}.
 *
 * @param value gives its value, or throws why it cannot be read
 * @param exception what is thrown instead if the task has failed, or null
 */
record LocalResult<R>(
        TaskIdentity task,
        TaskState state,
        Supplier<@Nullable R> value,
        @Nullable TaskFailedException exception,
        List<AsyncResult<Object>> children)
        implements AsyncResult<R> {

    static <R> AsyncResult<R> success(
            TaskIdentity task, Supplier<@Nullable R> value, List<AsyncResult<Object>> children) {
        return new LocalResult<>(task, TaskState.SUCCESS, value, null, children);
    }

    static <R> AsyncResult<R> failure(TaskIdentity task, Throwable cause, List<AsyncResult<Object>> children) {
        var exception = new TaskFailedException(task.id(), task.task(), TaskFailure.of(cause), cause);
        return new LocalResult<>(task, TaskState.FAILURE, () -> null, exception, children);
    }

    static <R> AsyncResult<R> ignored(TaskIdentity task) {
        return new LocalResult<>(task, TaskState.IGNORED, () -> null, null, List.of());
    }

    @Override
    public String id() {
        return task.id();
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
        return value.get();
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
        try {
            return CompletableFuture.completedFuture(get());
        } catch (RuntimeException e) {
            return CompletableFuture.failedFuture(e);
        }
    }
}
