package io.apium.canvas;

import io.apium.GroupResult;
import io.apium.TaskOptions;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Work that runs at the same time. Its value is the list of its members' values, in the order of the members. Celery's
 * {@code group}.
 *
 * <p>A group of one is a list of one, and an empty group an empty list, wherever it stands. A group in a group is one member
 * whose value is a list.
 *
 * @param <E> the type of a member's value
 */
public interface Group<E> extends Canvas<List<E>>, TypedJoins<E> {

    /** {@return the members} If the group was made of a stream this is that stream, and can be read once. */
    Stream<Canvas<?>> members();

    /**
     * {@return whether the failure of a member is one of the values} See {@link #tolerateFailures}.
     */
    boolean isTolerant();

    /** Sends the members. {@return the result to be} */
    @Override
    GroupResult<E> delay();

    @Override
    default GroupResult<E> applyAsync(UnaryOperator<TaskOptions.Builder> change) {
        return set(change).delay();
    }

    @Override
    default GroupResult<E> applyAsync(TaskOptions options) {
        return set(builder -> builder.addAll(options)).delay();
    }

    /**
     * {@return this group, whose values are outcomes} What comes next is called when all members have ended, in whatever
     * way, and takes for each member its {@link Outcome}: a value, or why there is none.
     */
    Group<Outcome<E>> tolerateFailures();

    /**
     * {@return this group, whose members do not all start at the same time} The first starts after the given time, each other
     * one a step later. Celery's {@code skew}.
     *
     * @param start how long the first one waits
     * @param step how much longer each next one waits
     */
    Group<E> skew(Duration start, Duration step);

    /**
     * {@return this group, whose members do not all start at the same time, but within a time} The first starts after the
     * given time, each other one a step later, and all for whom that would be too late together with the last that is not.
     *
     * @param start how long the first one waits
     * @param stop how long a member waits at most
     * @param step how much longer each next one waits; more than nothing
     * @throws IllegalArgumentException if the stop comes before the start, or the step is not positive
     */
    Group<E> skew(Duration start, Duration stop, Duration step);

    @Override
    Group<E> set(UnaryOperator<TaskOptions.Builder> change);

    @Override
    Group<E> prepended(@Nullable Object... args);

    @Override
    Group<E> named(String parameter, @Nullable Object value);

    @Override
    Group<E> immutable();

    @Override
    Group<E> link(Canvas<?> callback);

    @Override
    Group<E> linkError(Canvas<?> callback);

    @Override
    Group<E> stamp(Function<Signature<?>, Map<String, ?>> stamps);

    @Override
    default Group<E> stamp(String name, Object value) {
        return stamp(task -> Map.of(name, value));
    }
}
