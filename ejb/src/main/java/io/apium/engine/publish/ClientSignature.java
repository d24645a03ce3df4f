package io.apium.engine.publish;

import io.apium.AsyncResult;
import io.apium.ResultType;
import io.apium.TaskOptions;
import io.apium.canvas.Canvas;
import io.apium.canvas.Group;
import io.apium.canvas.Signature;
import java.lang.reflect.Type;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** A signature bound to the client that made it. */
record ClientSignature<R>(
        EngineTaskClient client,
        String task,
        List<@Nullable Object> args,
        Map<String, @Nullable Object> namedArgs,
        boolean isImmutable,
        TaskOptions options,
        Map<String, Object> stamps,
        List<Canvas<?>> links,
        List<Canvas<?>> errorLinks,
        Type resultType)
        implements Signature<R>, ClientCanvas<R> {

    ClientSignature {
        args = Collections.unmodifiableList(new ArrayList<>(args));
        namedArgs = Collections.unmodifiableMap(new LinkedHashMap<>(namedArgs));
        stamps = Collections.unmodifiableMap(new LinkedHashMap<>(stamps));
        links = List.copyOf(links);
        errorLinks = List.copyOf(errorLinks);
    }

    static <R> ClientSignature<R> of(
            EngineTaskClient client, String task, List<@Nullable Object> args, Type resultType) {
        return new ClientSignature<>(
                client,
                task,
                args,
                Map.of(),
                false,
                TaskOptions.defaults(),
                Map.of(),
                List.of(),
                List.of(),
                resultType);
    }

    @Override
    public Signature<R> named(String parameter, @Nullable Object value) {
        var more = new LinkedHashMap<>(namedArgs);
        more.put(parameter, value);
        return with(args, more, isImmutable, options);
    }

    @Override
    public Signature<R> set(UnaryOperator<TaskOptions.Builder> change) {
        return with(
                args, namedArgs, isImmutable, change.apply(options.toBuilder()).build());
    }

    @Override
    public Signature<R> prepended(@Nullable Object... more) {
        return isImmutable ? this : with(ClientCanvas.concat(more, args), namedArgs, false, options);
    }

    @Override
    public Signature<R> immutable() {
        return with(args, namedArgs, true, options);
    }

    private ClientSignature<R> with(
            List<@Nullable Object> otherArgs,
            Map<String, @Nullable Object> otherNamedArgs,
            boolean immutable,
            TaskOptions otherOptions) {
        return new ClientSignature<>(
                client,
                task,
                otherArgs,
                otherNamedArgs,
                immutable,
                otherOptions,
                stamps,
                links,
                errorLinks,
                resultType);
    }

    @Override
    public Signature<R> link(Canvas<?> callback) {
        return with(stamps, ClientCanvas.plus(links, callback), errorLinks);
    }

    @Override
    public Signature<R> linkError(Canvas<?> callback) {
        return with(stamps, links, ClientCanvas.plus(errorLinks, callback));
    }

    @Override
    public Signature<R> stamp(Function<Signature<?>, Map<String, ?>> visitor) {
        var all = new LinkedHashMap<String, Object>(visitor.apply(this));
        all.putAll(stamps);
        return with(all, ClientCanvas.stamped(links, visitor), ClientCanvas.stamped(errorLinks, visitor));
    }

    private ClientSignature<R> with(
            Map<String, Object> otherStamps, List<Canvas<?>> otherLinks, List<Canvas<?>> otherErrorLinks) {
        return new ClientSignature<>(
                client,
                task,
                args,
                namedArgs,
                isImmutable,
                options,
                otherStamps,
                otherLinks,
                otherErrorLinks,
                resultType);
    }

    @Override
    public <S> Signature<S> returning(Class<S> type) {
        return returningType(type);
    }

    @Override
    public <S> Signature<S> returning(ResultType<S> type) {
        return returningType(type.type());
    }

    private <S> Signature<S> returningType(Type type) {
        return new ClientSignature<>(
                client, task, args, namedArgs, isImmutable, options, stamps, links, errorLinks, type);
    }

    @Override
    public Signature<List<R>> map(Iterable<?> items) {
        return client.maps().map(this, items);
    }

    @Override
    public Signature<List<R>> starmap(Iterable<? extends List<?>> items) {
        return client.maps().starmap(this, items);
    }

    @Override
    public Group<List<R>> chunks(Iterable<? extends List<?>> items, int size) {
        return client.maps().starmapChunks(this, items, size);
    }

    @Override
    public Group<List<R>> chunks(Stream<? extends List<?>> items, int size) {
        return client.maps().starmapChunks(this, items, size);
    }

    @Override
    public AsyncResult<R> apply() {
        return client.apply(this);
    }

    @Override
    public @Nullable R call() {
        return client.call(this);
    }

    /** Equal by what it says; who made it does not matter. */
    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof ClientSignature<?> that && task.equals(that.task) && toJson().equals(that.toJson());
    }

    @Override
    public int hashCode() {
        return task.hashCode();
    }

    @Override
    public String toString() {
        return CanvasText.of(this);
    }
}
