package io.apium.canvas;

import io.apium.AsyncResult;
import io.apium.ResultType;
import io.apium.TaskOptions;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
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
public interface Signature<R> {

    /** {@return the task's name} */
    String task();

    /** {@return the arguments given by position; unmodifiable} */
    List<@Nullable Object> args();

    /** {@return the arguments given by name; unmodifiable} */
    Map<String, @Nullable Object> namedArgs();

    /** {@return the options with which it is sent} */
    TaskOptions options();

    /**
     * {@return this signature with one more argument, or another value for it, by the name of the method's parameter}
     * The class of the task must have been compiled with {@code -parameters}.
     *
     * @param parameter the parameter's name
     * @param value its value
     */
    Signature<R> named(String parameter, @Nullable Object value);

    /**
     * {@return this signature with other options}
     *
     * <pre>{@code signature.set(o -> o.queue("reports").priority(2))}</pre>
     *
     * @param change what to set; it starts from the options that this signature has
     */
    Signature<R> set(UnaryOperator<TaskOptions.Builder> change);

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

    /** Sends the task. {@return its result to be} Celery's {@code delay}. */
    AsyncResult<R> delay();

    /**
     * Sends the task with more options. {@return its result to be} Celery's {@code apply_async}.
     *
     * <pre>{@code signature.applyAsync(o -> o.countdown(Duration.ofMinutes(5)))}</pre>
     *
     * @param change what to set for this one call
     */
    default AsyncResult<R> applyAsync(UnaryOperator<TaskOptions.Builder> change) {
        return set(change).delay();
    }

    /**
     * Sends the task with more options. {@return its result to be}
     *
     * @param options what to set for this one call; what they do not set is as the signature has it
     */
    default AsyncResult<R> applyAsync(TaskOptions options) {
        return set(builder -> builder.addAll(options)).delay();
    }

    /**
     * Calls the task in this thread and in the caller's transaction, without a queue; nothing is stored. {@return how it
     * ended} Celery's {@code apply}.
     *
     * @throws io.apium.UnknownTaskException if the task is not known here
     */
    AsyncResult<R> apply();

    /**
     * Calls the task in this thread and in the caller's transaction, without a queue; nothing is stored. {@return its
     * value} An unchecked exception of the task reaches the caller as it is.
     *
     * @throws io.apium.UnknownTaskException if the task is not known here
     * @throws io.apium.TaskFailedException if the task threw a checked exception, which is the cause
     */
    @Nullable
    R call();
}
