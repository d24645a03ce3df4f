package io.apium.engine.publish;

import io.apium.AsyncResult;
import io.apium.canvas.Canvas;
import io.apium.canvas.Chain;
import io.apium.canvas.Signature;
import io.apium.canvas.TaskMethod;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** A canvas bound to the client that made it. */
interface ClientCanvas<R> extends Canvas<R> {

    EngineTaskClient client();

    @Override
    default AsyncResult<R> delay() {
        return client().send(this);
    }

    @Override
    default <S> Chain<S> then(Canvas<S> next) {
        return ClientChain.of(client(), Stream.of(this, Objects.requireNonNull(next, "The next step is null")));
    }

    @Override
    default <S> Signature<S> nextOf(TaskMethod method, List<@Nullable Object> args) {
        return client().signatureOf(method, args);
    }

    @Override
    default String toJson() {
        return client().write(this);
    }

    /** {@return the callbacks and one more, if it is not there yet} */
    static List<Canvas<?>> plus(List<Canvas<?>> callbacks, Canvas<?> callback) {
        var more = new LinkedHashSet<Canvas<?>>(callbacks);
        more.add(Objects.requireNonNull(callback, "A callback is null"));
        return List.copyOf(more);
    }

    /** {@return the canvases with stamps} */
    static List<Canvas<?>> stamped(List<Canvas<?>> canvases, Function<Signature<?>, Map<String, ?>> stamps) {
        return canvases.stream().<Canvas<?>>map(canvas -> canvas.stamp(stamps)).toList();
    }

    /** {@return a part of a canvas that is given an argument by name} */
    static Canvas<?> named(Canvas<?> part, String parameter, @Nullable Object value) {
        return part instanceof Signature<?> signature && signature.isImmutable() ? part : part.named(parameter, value);
    }

    /** {@return both, one after the other} */
    static List<@Nullable Object> concat(@Nullable Object[] some, List<@Nullable Object> more) {
        var all = new ArrayList<@Nullable Object>(Arrays.asList(some));
        all.addAll(more);
        return all;
    }
}
