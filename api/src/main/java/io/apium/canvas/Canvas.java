package io.apium.canvas;

import io.apium.AsyncResult;
import io.apium.TaskOptions;
import java.lang.reflect.Type;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * Work that has not been sent yet: a {@link Signature}, or a {@link Chain}, {@link Group} or {@link Chord} of others, nested
 * in any way.
 *
 * <p>Immutable: every method that changes something returns another canvas. Made by a {@link io.apium.TaskClient}; it may be
 * sent many times, and each time all its parts get ids of their own, by which each can be asked for its state from then on.
 *
 * <p><b>Transaction.</b> All that is sent at once, is sent by the commit of the caller's transaction. Each task sends what
 * follows it with its own commit.
 *
 * <p><b>Errors.</b> Sending throws {@link IllegalArgumentException} if there is nothing to send,
 * {@link io.apium.InvalidArgumentsException} if a task is known here and its arguments do not fit it,
 * {@link io.apium.MessageNotSentException} if the broker refuses a message, and {@link io.apium.NoResultStoreException} if
 * something must wait for something else and nothing is kept here.
 *
 * @param <R> the type of the value
 */
public interface Canvas<R> extends TypedSteps<R> {

    /**
     * Sends the canvas. {@return the result to be: of a chain its last step's, of a chord its body's, of a group that of all
     * members} Celery's {@code delay}.
     */
    AsyncResult<R> delay();

    /**
     * Sends the canvas with more options. {@return its result to be} Celery's {@code apply_async}.
     *
     * <pre>{@code canvas.applyAsync(o -> o.countdown(Duration.ofMinutes(5)))}</pre>
     *
     * @param change what to set for this one call
     */
    default AsyncResult<R> applyAsync(UnaryOperator<TaskOptions.Builder> change) {
        return set(change).delay();
    }

    /**
     * Sends the canvas with more options. {@return its result to be}
     *
     * @param options what to set for this one call; what they do not set is as the canvas has it
     */
    default AsyncResult<R> applyAsync(TaskOptions options) {
        return set(builder -> builder.addAll(options)).delay();
    }

    /** {@return its callbacks; unmodifiable} */
    List<Canvas<?>> links();

    /** {@return its error callbacks; unmodifiable} */
    List<Canvas<?>> errorLinks();

    /** {@return the type to which its value is converted} */
    Type resultType();

    /** {@return the options with which it is sent} */
    TaskOptions options();

    /**
     * {@return this canvas with other options}
     *
     * <p>Of anything but a signature: a countdown or ETA holds back what is sent first, a task id becomes the id of the
     * result, and all else goes to every task that does not set it itself.
     *
     * @param change what to set; it starts from the options that this canvas has
     */
    Canvas<R> set(UnaryOperator<TaskOptions.Builder> change);

    /**
     * {@return this canvas with more arguments} They go before those of the task that is sent first, of a group before those
     * of each member; immutable ones do not take them.
     */
    Canvas<R> prepended(@Nullable Object... args);

    /**
     * {@return this canvas with one more argument, or another value for it, by the name of the method's parameter} It goes
     * to the task that is sent first, of a group to each member, of a chord to each member of its header; parts that are
     * immutable do not take it. The class of a task must have been compiled with {@code -parameters}.
     *
     * @param parameter the parameter's name
     * @param value its value
     */
    Canvas<R> named(String parameter, @Nullable Object value);

    /**
     * {@return this canvas, which takes no value from what goes before it} Of a group, no member does. Celery's
     * {@code si}.
     */
    Canvas<R> immutable();

    /**
     * {@return this canvas with a callback} It is sent with the commit of the success, and takes the value before its own
     * arguments. A chain calls it after its last step, a group once, when all members have succeeded, a chord after its
     * body. The same callback is not added twice.
     */
    Canvas<R> link(Canvas<?> callback);

    /**
     * {@return this canvas with an error callback} It is sent together with the failure, and takes a {@link FailedTask}
     * before its own arguments. It is called once: by a chain for the step that failed, by a group or a chord when it has
     * failed. The same callback is not added twice.
     */
    Canvas<R> linkError(Canvas<?> callback);

    /**
     * {@return this canvas with stamps on all its tasks, callbacks included}
     *
     * <p>A stamp is a value with a name that travels with a task through its retries: {@link io.apium.TaskContext#stamps}. A
     * stamp that a task has already stays as it is.
     *
     * @param stamps says with what to stamp a task; anything that Jackson writes
     */
    Canvas<R> stamp(Function<Signature<?>, Map<String, ?>> stamps);

    /** {@return this canvas with one stamp on all its tasks, callbacks included} */
    Canvas<R> stamp(String name, Object value);

    /** {@return this canvas as JSON, from which {@link io.apium.TaskClient#canvas} makes it again, here or elsewhere} */
    String toJson();
}
