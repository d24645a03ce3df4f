package io.apium.engine.publish;

import io.apium.AsyncResult;
import io.apium.ResultType;
import io.apium.TaskClient;
import io.apium.TaskFailedException;
import io.apium.TaskFailure;
import io.apium.TaskOptions;
import io.apium.UnreadableResultException;
import io.apium.canvas.Signature;
import io.apium.canvas.TaskMethod;
import io.apium.engine.execute.LocalExecution;
import io.apium.engine.message.Json;
import io.apium.engine.message.TaskMessage;
import io.apium.engine.result.Results;
import io.apium.engine.task.TaskDefinition;
import io.apium.engine.task.TaskReference;
import io.apium.engine.task.TaskRegistry;
import java.lang.reflect.Type;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The client of an engine: makes signatures, sends them, or calls them on the spot. Thread-safe. */
public final class EngineTaskClient implements TaskClient {

    private final Publisher publisher;
    private final TaskRegistry registry;
    private final LocalExecution local;
    private final Results results;
    private final Json json;

    /** Creates a client. */
    public EngineTaskClient(
            Publisher publisher, TaskRegistry registry, LocalExecution local, Results results, Json json) {
        this.publisher = publisher;
        this.registry = registry;
        this.local = local;
        this.results = results;
        this.json = json;
    }

    @Override
    public <R> Signature<R> signatureOf(TaskMethod method, List<@Nullable Object> args) {
        var reference = TaskReference.of(method);
        return signature(reference.task(), args, reference.resultType());
    }

    @Override
    public Signature<Object> signature(String task, @Nullable Object... args) {
        return signature(task, Arrays.asList(args), Object.class);
    }

    private <R> Signature<R> signature(String task, List<@Nullable Object> args, Type resultType) {
        // The registry knows more than the caller: the method behind a name, and what its type variables stand for.
        var type = registry.find(task).<Type>map(TaskDefinition::resultType).orElse(resultType);
        return new ClientSignature<>(this, task, args, Map.of(), TaskOptions.defaults(), type);
    }

    @Override
    public <R> AsyncResult<R> result(String taskId, Class<R> type) {
        return results.of(taskId, type);
    }

    @Override
    public <R> AsyncResult<R> result(String taskId, ResultType<R> type) {
        return results.of(taskId, type.type());
    }

    <R> AsyncResult<R> send(ClientSignature<R> signature) {
        return results.ofSent(publisher.publish(signature), signature.resultType());
    }

    <R> AsyncResult<R> apply(ClientSignature<R> signature) {
        var message = messageToKnownTask(signature);
        Object value;
        try {
            value = local.apply(registry.get(signature.task()), message);
        } catch (Throwable e) {
            return LocalResult.failure(message.identity(), e);
        }
        return LocalResult.success(message.identity(), converted(signature, message, value));
    }

    <R> @Nullable R call(ClientSignature<R> signature) {
        var message = messageToKnownTask(signature);
        Object value;
        try {
            value = local.call(registry.get(signature.task()), message);
        } catch (RuntimeException | Error e) {
            throw e;
        } catch (Throwable e) {
            var identity = message.identity();
            throw new TaskFailedException(identity.id(), identity.task(), TaskFailure.of(e), e);
        }
        return converted(signature, message, value);
    }

    private TaskMessage messageToKnownTask(ClientSignature<?> signature) {
        registry.get(signature.task());
        return publisher.message(signature);
    }

    @SuppressWarnings("unchecked") // The caller's type comes from the reference, or is what he claims.
    private <R> @Nullable R converted(ClientSignature<R> signature, TaskMessage message, @Nullable Object value) {
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
