package io.apium;

import io.apium.canvas.Canvas;
import io.apium.canvas.Chain;
import io.apium.canvas.Chord;
import io.apium.canvas.Signature;
import io.apium.canvas.TypedGroups;
import io.apium.canvas.TypedPartials;
import java.util.Arrays;
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
public interface TaskClient extends TypedGroups, TypedPartials {

    /**
     * {@return a signature of the task with that name} The task need not be known here. If it is, its arguments are
     * checked when it is sent, and its value is converted to its method's type.
     *
     * @param task the task's name
     * @param args the first arguments, by position; {@link Signature#named} adds more by name
     */
    Signature<Object> signature(String task, @Nullable Object... args);

    /**
     * {@return steps that run one after the other, each with the value of the one before} Types are not checked; those of
     * {@link Canvas#then} are.
     */
    default Chain<Object> chain(Canvas<?>... steps) {
        return chain(Arrays.asList(steps));
    }

    /** {@return steps that run one after the other, each with the value of the one before} */
    Chain<Object> chain(Iterable<? extends Canvas<?>> steps);

    /** {@return a group, and a body that takes the list of its values} As {@code group(header).join(body)}. */
    default <R> Chord<R> chord(Iterable<? extends Canvas<?>> header, Canvas<R> body) {
        return group(header).join(body);
    }

    /**
     * {@return the canvas that {@link Canvas#toJson} has written}
     *
     * @throws IllegalArgumentException if it is none
     */
    Canvas<Object> canvas(String json);

    /** {@return the result of a group that was sent earlier, here or elsewhere} */
    default GroupResult<Object> groupResult(String groupId) {
        return groupResult(groupId, Object.class);
    }

    /**
     * {@return the result of a group that was sent earlier, here or elsewhere} Celery's {@code GroupResult.restore}.
     *
     * @param groupId the group's id
     * @param type the type to convert the members' values to
     */
    <E> GroupResult<E> groupResult(String groupId, Class<E> type);

    /** {@return what was sent with a canvas, by the id of its first task or first group, or of any part that has ended} */
    Workflow workflow(String rootId);

    /** {@return what was sent together with a task or group} */
    default Workflow workflow(AsyncResult<?> part) {
        return workflow(part.rootId().orElse(part.id()));
    }

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
