package io.apium.canvas;

import io.apium.TaskOptions;
import java.util.Map;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * A group, the header, and a body that takes the list of its values when all members have succeeded. Celery's {@code chord}.
 *
 * <p>The body is sent once, with the commit of the member that ends last. If a member fails, the chord has failed at once:
 * the body is not called, its id gets the failure, and its error callbacks and the chord's are called. An empty header sends
 * the body with an empty list.
 *
 * @param <R> the type of the body's value
 */
public interface Chord<R> extends Canvas<R> {

    /** {@return the group whose values the body takes} */
    Group<?> header();

    /** {@return what takes them} */
    Canvas<R> body();

    @Override
    Chord<R> set(UnaryOperator<TaskOptions.Builder> change);

    @Override
    Chord<R> prepended(@Nullable Object... args);

    @Override
    Chord<R> named(String parameter, @Nullable Object value);

    /** {@return this chord, whose members take no value from what goes before it} The body takes their list all the same. */
    @Override
    Chord<R> immutable();

    @Override
    Chord<R> link(Canvas<?> callback);

    @Override
    Chord<R> linkError(Canvas<?> callback);

    @Override
    Chord<R> stamp(Function<Signature<?>, Map<String, ?>> stamps);

    @Override
    default Chord<R> stamp(String name, Object value) {
        return stamp(task -> Map.of(name, value));
    }
}
