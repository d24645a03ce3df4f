package io.apium.engine.publish;

import com.fasterxml.jackson.databind.JsonNode;
import io.apium.AsyncResult;
import io.apium.TaskFailedException;
import io.apium.TaskFailure;
import io.apium.UnreadableResultException;
import io.apium.canvas.Canvas;
import io.apium.canvas.Signature;
import io.apium.engine.execute.LocalExecution;
import io.apium.engine.message.Json;
import io.apium.engine.message.TaskIdentity;
import io.apium.engine.message.TaskMessage;
import io.apium.engine.task.TaskRegistry;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Calls tasks, and with {@code apply} their callbacks, in the caller's thread. Thread-safe. */
final class LocalCalls {

    private final Publisher publisher;
    private final TaskRegistry registry;
    private final LocalExecution local;
    private final Json json;

    LocalCalls(Publisher publisher, TaskRegistry registry, LocalExecution local, Json json) {
        this.publisher = publisher;
        this.registry = registry;
        this.local = local;
        this.json = json;
    }

    <R> AsyncResult<R> apply(Signature<R> signature) {
        requireCallable(signature);
        return apply(signature, publisher.message(signature));
    }

    /** So that nothing is called if something of it cannot be. */
    private void requireCallable(Signature<?> signature) {
        registry.get(signature.task());
        Stream.concat(signature.links().stream(), signature.errorLinks().stream())
                .forEach(callback -> {
                    if (!(callback instanceof Signature<?> task)) {
                        throw new IllegalArgumentException("apply() calls tasks only, and a callback of task '"
                                + signature.task() + "' is more than a task: " + callback
                                + ". Send it instead, with delay()");
                    }
                    requireCallable(task);
                });
    }

    private <R> AsyncResult<R> apply(Signature<R> signature, TaskMessage message) {
        var task = registry.get(signature.task());
        var end = local.apply(task, message);
        if (end.isIgnored()) {
            return LocalResult.ignored(end.task());
        }
        var failure = end.failure();
        if (failure != null) {
            var failed = json.toTree(end.task().failed(TaskFailure.of(failure)), null);
            return LocalResult.failure(end.task(), failure, applied(signature.errorLinks(), failed, end.task()));
        }
        var input = json.toTree(end.value(), task.resultType());
        return LocalResult.success(
                end.task(),
                () -> converted(signature, message, end.value()),
                applied(signature.links(), input, end.task()));
    }

    @SuppressWarnings("unchecked") // Of any type.
    private List<AsyncResult<Object>> applied(List<Canvas<?>> callbacks, JsonNode input, TaskIdentity parent) {
        return callbacks.stream()
                .map(callback -> (Signature<Object>) callback)
                .map(callback -> apply(callback, publisher.callback(callback, input, parent)))
                .toList();
    }

    <R> @Nullable R call(Signature<R> signature) {
        var task = registry.get(signature.task());
        var message = publisher.message(signature);
        Object value;
        try {
            value = local.call(task, message);
        } catch (RuntimeException | Error e) {
            throw e;
        } catch (Throwable e) {
            var identity = message.identity();
            throw new TaskFailedException(identity.id(), identity.task(), TaskFailure.of(e), e);
        }
        return converted(signature, message, value);
    }

    @SuppressWarnings("unchecked") // The caller's type comes from the reference, or is what he claims.
    private <R> @Nullable R converted(Signature<R> signature, TaskMessage message, @Nullable Object value) {
        var type = signature.resultType();
        if (type.equals(registry.get(signature.task()).resultType())) {
            return (R) value;
        }
        try {
            return (R) json.convert(value, type);
        } catch (IllegalArgumentException e) {
            throw new UnreadableResultException(
                    message.identity().id(), type.getTypeName(), String.valueOf(e.getMessage()), e);
        }
    }
}
