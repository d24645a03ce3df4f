package io.apium;

import io.apium.canvas.Signature;
import io.apium.canvas.TypedSignatures;
import org.jspecify.annotations.Nullable;

/**
 * The way to call tasks. Injected with CDI, or made for a program outside the server.
 *
 * <p>A call starts with a {@link Signature}, either typed by a method reference, which the compiler checks, or by the
 * task's name, for a task whose class the caller does not have:
 *
 * <pre>{@code
 * @Inject TaskClient tasks;
 *
 * AsyncResult<Receipt> receipt = tasks.signature(Orders::charge, 42L, payment).delay();
 * AsyncResult<Object> other = tasks.signature("com.shop.Orders.charge", 42L, payment).delay();
 * }</pre>
 *
 * <p><b>Transaction.</b> A task that is sent inside a JTA transaction is sent by its commit, and vanishes with its
 * rollback. Outside a transaction it is sent at once.
 *
 * <p><b>Threading.</b> Safe for use by several threads.
 */
public interface TaskClient extends TypedSignatures {

    /**
     * {@return a signature of the task with that name} The task need not be known here. If it is, its arguments are
     * checked when it is sent, and its value is converted to its method's type.
     *
     * @param task the task's name
     * @param args the first arguments, by position; {@link Signature#named} adds more by name
     */
    Signature<Object> signature(String task, @Nullable Object... args);

    /**
     * {@return the result of a task that was sent earlier, here or elsewhere} Its value is what the JSON holds: a string,
     * number, boolean, list or map.
     *
     * @param taskId the task's id
     */
    default AsyncResult<Object> result(String taskId) {
        return result(taskId, Object.class);
    }

    /**
     * {@return the result of a task that was sent earlier, here or elsewhere}
     *
     * @param taskId the task's id
     * @param type the type to convert its value to
     * @param <R> the type of its value
     */
    <R> AsyncResult<R> result(String taskId, Class<R> type);

    /**
     * {@return the result of a task that was sent earlier, here or elsewhere}
     *
     * @param taskId the task's id
     * @param type the type to convert its value to
     * @param <R> the type of its value
     */
    <R> AsyncResult<R> result(String taskId, ResultType<R> type);
}
