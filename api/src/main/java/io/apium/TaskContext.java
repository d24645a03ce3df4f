package io.apium;

import io.apium.canvas.Canvas;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;

/**
 * The task that is running, as seen from inside it. Celery's {@code task.request}.
 *
 * <p>Either the first parameter of the task's method, or injected into any bean that the task calls:
 *
 * <pre>{@code
 * @Inject TaskContext context;
 * }</pre>
 *
 * <p><b>Threading and errors.</b> An injected context belongs to the task of the current thread; used on a thread that runs
 * no task, its methods throw {@link IllegalStateException}. A context received as a parameter stays valid on every thread, as long as the task runs.
 */
public interface TaskContext {

    /** {@return the task's id} */
    String id();

    /** {@return the task's name} */
    String name();

    /** {@return the name for logs and consoles: the call's {@code shadow} if it has one, else the task's name} */
    String displayName();

    /** {@return the number of this execution: 0 for the first, one more for each retry} */
    int attempt();

    /** {@return the method's arguments in the order of its parameters, the context left out; unmodifiable} */
    List<@Nullable Object> args();

    /** {@return the worker that runs the task, as {@code app@host/WorkerClass}} */
    String worker();

    /** {@return the application's own headers, as given in {@link TaskOptions.Builder#header}} */
    Map<String, String> headers();

    /** {@return the id of the first task of the workflow; the task's own id if it is the first} */
    String rootId();

    /** {@return the id of the task that sent this one; empty if it was sent from outside a task} */
    Optional<String> parentId();

    /** {@return how the message came here; empty if the task was called in the caller's own thread} */
    Optional<Delivery> delivery();

    /**
     * {@return the decision to run the task again later, to be thrown} It waits for the task's {@link Task#retryDelay} or
     * {@link Task#retryBackoff}, unless it is told otherwise.
     */
    default Retry retry() {
        return new Retry(null);
    }

    /**
     * {@return the decision to run the task again later, to be thrown}
     *
     * @param cause why; the failure, if the task may not be run again
     */
    default Retry retry(Throwable cause) {
        return new Retry(cause);
    }

    /**
     * {@return the decision to refuse the message, to be thrown} It goes to the dead-letter queue, or with
     * {@link Reject#requeue()} back to its queue.
     *
     * @param reason why
     */
    default Reject reject(String reason) {
        return new Reject(reason);
    }

    /** {@return the decision to end without a result, to be thrown} The work is kept. */
    default Ignore ignore() {
        return new Ignore();
    }

    /**
     * {@return the decision to put a canvas in the task's place, to be thrown} The task's work is kept. The canvas takes over
     * the task's id, its value, its callbacks, and its place in chains and groups.
     *
     * <pre>{@code throw context.replace(tasks.group(parts, Orders::ship).join(Orders::sum))}</pre>
     *
     * @param canvas what takes the task's place; an empty one makes the task fail
     */
    default Replace replace(Canvas<?> canvas) {
        return new Replace(canvas);
    }

    /**
     * Adds a member to the group that this task is a member of, and for which somebody waits. It is sent with the commit of
     * this task; its value comes after those of the members that were there before. Celery's {@code add_to_chord}.
     *
     * @return its result to be
     * @throws IllegalStateException if the task is no member of such a group, or is not its last step
     */
    <R> AsyncResult<R> addToChord(Canvas<R> member);

    /** {@return the task's stamps: texts, numbers, booleans, lists, maps; see {@link Canvas#stamp}; unmodifiable} */
    Map<String, Object> stamps();

    /** {@return the id of the group that the task is a member of, if it is} */
    Optional<String> groupId();

    /**
     * Tells how far the task is. Others see it at once, as state {@link TaskState#PROGRESS}, although the task's
     * transaction has not committed. Calls that follow each other within a tenth of a second are stored as one, unless they
     * say that all is done.
     *
     * @param done how much is done
     * @param total how much there is to do
     * @param message what it is doing, for people
     */
    void progress(long done, long total, String message);

    /**
     * Sets a state of the task's own. Others see it at once, although the task's transaction has not committed. The outcome
     * replaces it.
     *
     * @param state its name, such as {@code UPLOADING}
     * @param meta anything that Jackson writes, to be read by {@link AsyncResult#meta}
     * @throws IllegalArgumentException if the name is one of Apium's own states other than PROGRESS
     */
    void updateState(String state, @Nullable Object meta);

    /**
     * {@return whether somebody asked the task to end, by {@link AsyncResult#abort()}} It looks into the result store until
     * it is so. A task that sees it ends as it likes.
     */
    boolean isAborted();

    /**
     * Ends the task here if its time is up: a place to call in loops that never wait.
     *
     * @throws SoftTimeLimitExceededException if the soft time limit has passed; once, so that the task can clean up
     * @throws TimeLimitExceededException if the time limit has passed: nothing that the task still does will last
     */
    void checkpoint();

    /**
     * Makes a call to the outside world once for this task: its outcome is stored under the key in a transaction of its own,
     * and a retry or redelivery of the task gets that outcome back without a call.
     *
     * <p>The call itself is made at least once: if the server dies between the call and the storing, it is repeated.
     *
     * @param key what is called, at most 200 characters; unique within the task
     * @param type the type of the outcome, which Jackson must be able to write and read
     * @param call the call; what it throws is not stored
     * @return what the call returned, now or then
     * @throws Exception what the call throws
     */
    <T> @Nullable T once(String key, Class<T> type, Callable<? extends @Nullable T> call) throws Exception;

    /**
     * Makes a call to the outside world once for this task, as {@link #once(String, Class, Callable)} does, with an outcome
     * of a generic type.
     */
    <T> @Nullable T once(String key, ResultType<T> type, Callable<? extends @Nullable T> call) throws Exception;

    /** Makes a call to the outside world once for this task, as {@link #once(String, Class, Callable)} does. */
    default void once(String key, Runnable call) {
        try {
            once(key, Object.class, () -> {
                call.run();
                return null;
            });
        } catch (RuntimeException e) {
            throw e;
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }

    /**
     * Allows {@link AsyncResult#get()} inside the task for the time of the call. It is refused otherwise: a worker that
     * waits for another task occupies a place that this other task may need.
     *
     * @return what the call returns
     * @throws Exception what the call throws
     */
    <T> T allowJoin(Callable<T> call) throws Exception;

    /** {@return the queue the task was taken from; empty if the task was called in the caller's own thread} */
    default Optional<String> queue() {
        return delivery().map(Delivery::queue);
    }
}
