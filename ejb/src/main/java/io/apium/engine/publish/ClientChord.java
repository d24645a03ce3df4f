package io.apium.engine.publish;

import io.apium.TaskOptions;
import io.apium.canvas.Canvas;
import io.apium.canvas.Chord;
import io.apium.canvas.Group;
import io.apium.canvas.Signature;
import java.lang.reflect.Type;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/** A chord bound to the client that made it. */
record ClientChord<R>(
        EngineTaskClient client,
        Group<?> header,
        Canvas<R> body,
        TaskOptions options,
        List<Canvas<?>> links,
        List<Canvas<?>> errorLinks)
        implements Chord<R>, ClientCanvas<R> {

    ClientChord {
        links = List.copyOf(links);
        errorLinks = List.copyOf(errorLinks);
    }

    @Override
    public Type resultType() {
        return body.resultType();
    }

    @Override
    public Chord<R> set(UnaryOperator<TaskOptions.Builder> change) {
        return new ClientChord<>(
                client, header, body, change.apply(options.toBuilder()).build(), links, errorLinks);
    }

    @Override
    public Chord<R> prepended(@Nullable Object... args) {
        return new ClientChord<>(client, header.prepended(args), body, options, links, errorLinks);
    }

    @Override
    public Chord<R> named(String parameter, @Nullable Object value) {
        return new ClientChord<>(client, header.named(parameter, value), body, options, links, errorLinks);
    }

    @Override
    public Chord<R> immutable() {
        return new ClientChord<>(client, header.immutable(), body, options, links, errorLinks);
    }

    @Override
    public Chord<R> link(Canvas<?> callback) {
        return new ClientChord<>(client, header, body, options, ClientCanvas.plus(links, callback), errorLinks);
    }

    @Override
    public Chord<R> linkError(Canvas<?> callback) {
        return new ClientChord<>(client, header, body, options, links, ClientCanvas.plus(errorLinks, callback));
    }

    @Override
    public Chord<R> stamp(Function<Signature<?>, Map<String, ?>> stamps) {
        return new ClientChord<>(
                client,
                header.stamp(stamps),
                body.stamp(stamps),
                options,
                ClientCanvas.stamped(links, stamps),
                ClientCanvas.stamped(errorLinks, stamps));
    }

    @Override
    public String toString() {
        return CanvasText.of(this);
    }
}
