package io.apium.engine.publish;

import io.apium.TaskOptions;
import io.apium.canvas.Canvas;
import io.apium.canvas.Chain;
import io.apium.canvas.Signature;
import java.lang.reflect.Type;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** A chain bound to the client that made it. */
record ClientChain<R>(
        EngineTaskClient client,
        List<Canvas<?>> steps,
        TaskOptions options,
        List<Canvas<?>> links,
        List<Canvas<?>> errorLinks)
        implements Chain<R>, ClientCanvas<R> {

    ClientChain {
        steps = List.copyOf(steps);
        links = List.copyOf(links);
        errorLinks = List.copyOf(errorLinks);
    }

    /** {@return a chain} Of a chain that is a step, and nothing but its steps, the steps are taken. */
    static <R> ClientChain<R> of(EngineTaskClient client, Stream<? extends Canvas<?>> steps) {
        return new ClientChain<>(
                client,
                steps.<Canvas<?>>flatMap(step -> step instanceof ClientChain<?> chain && chain.isPlain()
                                ? chain.steps().stream()
                                : Stream.of(step))
                        .toList(),
                TaskOptions.defaults(),
                List.of(),
                List.of());
    }

    private boolean isPlain() {
        return links.isEmpty() && errorLinks.isEmpty() && options.equals(TaskOptions.defaults());
    }

    @Override
    public Type resultType() {
        return steps.isEmpty() ? Object.class : steps.get(steps.size() - 1).resultType();
    }

    @Override
    public Chain<R> set(UnaryOperator<TaskOptions.Builder> change) {
        return new ClientChain<>(
                client, steps, change.apply(options.toBuilder()).build(), links, errorLinks);
    }

    @Override
    public Chain<R> prepended(@Nullable Object... args) {
        return withFirst(first -> first.prepended(args));
    }

    @Override
    public Chain<R> named(String parameter, @Nullable Object value) {
        return withFirst(first -> ClientCanvas.named(first, parameter, value));
    }

    @Override
    public Chain<R> immutable() {
        return withFirst(Canvas::immutable);
    }

    private Chain<R> withFirst(UnaryOperator<Canvas<?>> change) {
        var changed = new ArrayList<Canvas<?>>(steps);
        if (!changed.isEmpty()) {
            changed.set(0, change.apply(changed.get(0)));
        }
        return new ClientChain<>(client, changed, options, links, errorLinks);
    }

    @Override
    public Chain<R> link(Canvas<?> callback) {
        return new ClientChain<>(client, steps, options, ClientCanvas.plus(links, callback), errorLinks);
    }

    @Override
    public Chain<R> linkError(Canvas<?> callback) {
        return new ClientChain<>(client, steps, options, links, ClientCanvas.plus(errorLinks, callback));
    }

    @Override
    public Chain<R> stamp(Function<Signature<?>, Map<String, ?>> stamps) {
        return new ClientChain<>(
                client,
                ClientCanvas.stamped(steps, stamps),
                options,
                ClientCanvas.stamped(links, stamps),
                ClientCanvas.stamped(errorLinks, stamps));
    }

    @Override
    public String toString() {
        return CanvasText.of(this);
    }
}
