package io.apium.canvas;

import io.apium.TaskOptions;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * Steps, one after the other: each takes the value of the one before. Celery's {@code chain}.
 *
 * <p>A chain in a chain is as if its steps were written there. A group as a step runs its members at the same time, each
 * with the value of the step before; the next step takes the list of their values, also if there is one or none.
 *
 * <p>If a step fails, those after it fail with the same cause, without being called. If one is revoked or ends without a
 * result, those after it are revoked.
 *
 * @param <R> the type of the last step's value
 */
public interface Chain<R> extends Canvas<R> {

    /** {@return the steps; unmodifiable} */
    List<Canvas<?>> steps();

    @Override
    Chain<R> set(UnaryOperator<TaskOptions.Builder> change);

    @Override
    Chain<R> prepended(@Nullable Object... args);

    @Override
    Chain<R> named(String parameter, @Nullable Object value);

    @Override
    Chain<R> immutable();

    @Override
    Chain<R> link(Canvas<?> callback);

    @Override
    Chain<R> linkError(Canvas<?> callback);

    @Override
    Chain<R> stamp(Function<Signature<?>, Map<String, ?>> stamps);

    @Override
    default Chain<R> stamp(String name, Object value) {
        return stamp(task -> Map.of(name, value));
    }
}
