package io.apium;

import java.util.List;
import java.util.Map;
import java.util.Optional;
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
 * no task, its methods throw {@link IllegalStateException}. A context received as a parameter is immutable and stays valid.
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

    /** {@return the queue the task was taken from; empty if the task was called in the caller's own thread} */
    default Optional<String> queue() {
        return delivery().map(Delivery::queue);
    }
}
