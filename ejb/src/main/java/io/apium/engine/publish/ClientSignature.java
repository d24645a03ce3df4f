package io.apium.engine.publish;

import io.apium.AsyncResult;
import io.apium.ResultType;
import io.apium.TaskOptions;
import io.apium.canvas.Signature;
import java.lang.reflect.Type;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/** A signature bound to the client that made it. */
record ClientSignature<R>(
        EngineTaskClient client,
        String task,
        List<@Nullable Object> args,
        Map<String, @Nullable Object> namedArgs,
        TaskOptions options,
        Type resultType)
        implements Signature<R> {

    ClientSignature {
        args = Collections.unmodifiableList(new ArrayList<>(args));
        namedArgs = Collections.unmodifiableMap(new LinkedHashMap<>(namedArgs));
    }

    @Override
    public Signature<R> named(String parameter, @Nullable Object value) {
        var more = new LinkedHashMap<>(namedArgs);
        more.put(parameter, value);
        return new ClientSignature<>(client, task, args, more, options, resultType);
    }

    @Override
    public Signature<R> set(UnaryOperator<TaskOptions.Builder> change) {
        return new ClientSignature<>(
                client, task, args, namedArgs, change.apply(options.toBuilder()).build(), resultType);
    }

    @Override
    public <S> Signature<S> returning(Class<S> type) {
        return new ClientSignature<>(client, task, args, namedArgs, options, type);
    }

    @Override
    public <S> Signature<S> returning(ResultType<S> type) {
        return new ClientSignature<>(client, task, args, namedArgs, options, type.type());
    }

    @Override
    public AsyncResult<R> delay() {
        return client.send(this);
    }

    @Override
    public AsyncResult<R> apply() {
        return client.apply(this);
    }

    @Override
    public @Nullable R call() {
        return client.call(this);
    }
}
