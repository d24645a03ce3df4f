package io.apium.engine.publish;

import io.apium.TaskOptions;
import io.apium.canvas.Group;
import io.apium.canvas.Signature;
import io.apium.engine.canvas.BuiltIn;
import io.apium.engine.task.TaskRegistry;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Iterator;
import java.util.List;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Makes one task out of many items, or a group of such tasks. Thread-safe. */
final class Maps {

    private final EngineTaskClient client;
    private final TaskRegistry registry;

    Maps(EngineTaskClient client, TaskRegistry registry) {
        this.client = client;
        this.registry = registry;
    }

    <R> Signature<List<R>> map(Signature<R> signature, Iterable<?> items) {
        return of(BuiltIn.MAP, signature, list(items));
    }

    <R> Signature<List<R>> starmap(Signature<R> signature, Iterable<? extends List<?>> items) {
        return of(BuiltIn.STARMAP, signature, list(items));
    }

    <R> Group<List<R>> mapChunks(Signature<R> signature, Iterable<?> items, int size) {
        return chunks(BuiltIn.MAP, signature, list(items)::stream, size);
    }

    <R> Group<List<R>> mapChunks(Signature<R> signature, Stream<?> items, int size) {
        return chunks(BuiltIn.MAP, signature, () -> items, size);
    }

    <R> Group<List<R>> starmapChunks(Signature<R> signature, Iterable<? extends List<?>> items, int size) {
        return chunks(BuiltIn.STARMAP, signature, list(items)::stream, size);
    }

    <R> Group<List<R>> starmapChunks(Signature<R> signature, Stream<? extends List<?>> items, int size) {
        return chunks(BuiltIn.STARMAP, signature, () -> items, size);
    }

    private <R> Group<List<R>> chunks(
            String task, Signature<R> signature, Supplier<Stream<? extends @Nullable Object>> items, int size) {
        if (size < 1) {
            throw new IllegalArgumentException("A chunk must have one item or more, not " + size);
        }
        var ofNothing = of(task, signature, List.of());
        return ClientGroup.of(
                client,
                () -> parts(items.get().iterator(), size).map(part -> of(task, signature, part)),
                ofNothing.resultType());
    }

    /** {@return the items, so many together} They are read as they are asked for. */
    private static Stream<List<@Nullable Object>> parts(Iterator<? extends @Nullable Object> items, int size) {
        return Stream.generate(() -> take(items, size)).takeWhile(part -> !part.isEmpty());
    }

    private static List<@Nullable Object> take(Iterator<? extends @Nullable Object> items, int most) {
        var some = new ArrayList<@Nullable Object>();
        while (some.size() < most && items.hasNext()) {
            some.add(items.next());
        }
        return some;
    }

    private <R> Signature<List<R>> of(String task, Signature<R> signature, List<@Nullable Object> items) {
        requireAtomic(signature.task());
        if (!signature.links().isEmpty() || !signature.errorLinks().isEmpty()) {
            throw new IllegalArgumentException("Task '" + signature.task()
                    + "' has callbacks, which the items of a map do not call; add them to the map");
        }
        // Where its tasks would go.
        var options = TaskOptions.builder();
        registry.find(signature.task()).ifPresent(known -> {
            var queue = known.attributes().queue();
            var priority = known.attributes().priority();
            if (queue != null) {
                options.queue(queue);
            }
            if (priority != null) {
                options.priority(priority);
            }
        });
        return ClientSignature.<List<R>>of(
                        client,
                        task,
                        Arrays.asList(signature.task(), items, signature.args(), signature.namedArgs()),
                        client.listOf(signature.resultType()))
                .set(o -> o.addAll(options.build()).addAll(signature.options()))
                .immutable()
                .stamp(map -> signature.stamps());
    }

    private void requireAtomic(String task) {
        if (registry.find(task)
                .filter(known -> known.attributes().execution().isLeased())
                .isPresent()) {
            throw new IllegalArgumentException("Task '" + task
                    + "' runs outside a transaction, and a map runs its items" + " in one; send a group of such tasks");
        }
    }

    private static List<@Nullable Object> list(Iterable<?> items) {
        var list = new ArrayList<@Nullable Object>();
        items.forEach(list::add);
        return list;
    }
}
