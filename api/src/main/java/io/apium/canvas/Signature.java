package io.apium.canvas;

import io.apium.AsyncResult;
import io.apium.ResultType;
import io.apium.TaskOptions;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * A task, its arguments and its options: a call that has not been made yet. Celery's {@code signature}.
 *
 * <p>Immutable: every method that changes something returns another signature. Made by a {@link io.apium.TaskClient}; it may
 * be sent many times, and each time is a task with an id of its own.
 *
 * <p><b>Errors.</b> Sending and calling throw {@link io.apium.InvalidArgumentsException} if the task is known here and the
 * arguments do not fit it, and {@link io.apium.MessageNotSentException} if the broker refuses the message.
 *
 * @param <R> the type of the task's value
 */
public interface Signature<R> extends Canvas<R> {

    /** {@return the task's name} */
    String task();

    /** {@return the arguments given by position; unmodifiable} */
    List<@Nullable Object> args();

    /** {@return the arguments given by name; unmodifiable} */
    Map<String, @Nullable Object> namedArgs();

    /** {@return whether it takes no value from what goes before it} */
    boolean isImmutable();

    /** {@return its stamps; unmodifiable} */
    Map<String, Object> stamps();

    /**
     * {@return this signature with one more argument, or another value for it, by the name of the method's parameter}
     * The class of the task must have been compiled with {@code -parameters}. An immutable signature takes it too, since it
     * is told so itself.
     *
     * @param parameter the parameter's name
     * @param value its value
     */
    @Override
    Signature<R> named(String parameter, @Nullable Object value);

    /**
     * {@return this signature with other options}
     *
     * <pre>{@code signature.set(o -> o.queue("reports").priority(2))}</pre>
     *
     * @param change what to set; it starts from the options that this signature has
     */
    @Override
    Signature<R> set(UnaryOperator<TaskOptions.Builder> change);

    @Override
    Signature<R> prepended(@Nullable Object... args);

    @Override
    Signature<R> immutable();

    @Override
    Signature<R> link(Canvas<?> callback);

    @Override
    Signature<R> linkError(Canvas<?> callback);

    @Override
    Signature<R> stamp(Function<Signature<?>, Map<String, ?>> stamps);

    @Override
    default Signature<R> stamp(String name, Object value) {
        return stamp(task -> Map.of(name, value));
    }

    /**
     * {@return this signature with its value converted to the given type}
     *
     * @param type the value's type
     * @param <S> the value's type
     */
    <S> Signature<S> returning(Class<S> type);

    /**
     * {@return this signature with its value converted to the given type}
     *
     * @param type the value's type
     * @param <S> the value's type
     */
    <S> Signature<S> returning(ResultType<S> type);

    /**
     * {@return one task that calls this one for each item, one after the other, and returns the list of values} The item is
     * the first argument. The items have no ids, states, retries or hooks of their own: if one fails, all fail. Celery's
     * {@code map}.
     */
    Signature<List<R>> map(Iterable<?> items);

    /** {@return as {@link #map}, but each item is a list of arguments} Celery's {@code starmap}. */
    Signature<List<R>> starmap(Iterable<? extends List<?>> items);

    /**
     * {@return a group of tasks, each of which does a {@link #starmap} of so many items} Celery's {@code chunks}.
     *
     * @param size how many items a task works off, at most; one or more
     */
    Group<List<R>> chunks(Iterable<? extends List<?>> items, int size);

    /**
     * {@return a group of tasks, each of which does a {@link #starmap} of so many items} The stream is read when the group is
     * sent, once, and never held as a whole.
     *
     * @param size how many items a task works off, at most; one or more
     */
    Group<List<R>> chunks(Stream<? extends List<?>> items, int size);

    /**
     * Calls the task in this thread and in the caller's transaction, without a queue; nothing is stored. {@return how it
     * ended} Celery's {@code apply}.
     *
     * <p>Its callbacks, or if it fails its error callbacks, are called in the same way, one after the other, and so are
     * theirs; how they ended is told by {@link AsyncResult#children}.
     *
     * @throws io.apium.UnknownTaskException if the task, or one that is a callback, is not known here; nothing is called then
     * @throws IllegalArgumentException if a callback is more than a task; nothing is called then
     */
    AsyncResult<R> apply();

    /**
     * Calls the task in this thread and in the caller's transaction, without a queue; nothing is stored. {@return its
     * value} An unchecked exception of the task reaches the caller as it is. Callbacks and error callbacks are not called.
     *
     * @throws io.apium.UnknownTaskException if the task is not known here
     * @throws io.apium.TaskFailedException if the task threw a checked exception, which is the cause
     */
    @Nullable
    R call();
}
