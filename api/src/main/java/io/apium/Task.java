package io.apium;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Declares that a method can be called as a task, from anywhere in the cluster.
 *
 * <p>The method belongs to a CDI bean or a session bean. It must be neither private, static nor abstract, and its name
 * must not be overloaded by another task of the class. Its parameters and its result may be any types that Jackson maps
 * to JSON; their generic types are honoured. Its first parameter may be a {@link TaskContext}, which the worker supplies.
 *
 * <pre>{@code
 * @ApplicationScoped
 * public class Orders {
 *     @Inject TaskClient tasks;
 *     @PersistenceContext EntityManager orders;
 *
 *     @Task
 *     public Receipt charge(long orderId, Payment payment) {
 *         ...
 *     }
 * }
 *
 * tasks.signature(Orders::charge, 42L, payment).delay();
 * }</pre>
 *
 * <p><b>Transaction.</b> A worker calls the method inside the transaction that took its message: what it writes through
 * transactional resources, its result, and the tasks it sends commit together, or not at all. An exception rolls all of
 * it back; only the failure itself is recorded.
 *
 * <p><b>Errors.</b> A declaration that cannot work, such as a duplicate name or a priority of 12, fails the deployment;
 * all faults of a deployment are reported in one message.
 *
 * <p>An option of the call, see {@link TaskOptions}, goes before the same attribute of this annotation.
 */
@Documented
@Target(ElementType.METHOD)
@Retention(RetentionPolicy.RUNTIME)
public @interface Task {

    /** The name under which the task is known; empty means the class's full name, a dot, and the method's name. */
    String name() default "";

    /** The queue the task is sent to; empty means {@code apium.task-default-queue}. */
    String queue() default "";

    /**
     * The priority of the task's messages, from 0 to 9, where 9 is the most urgent; −1 means the broker's default, which
     * is 4. As {@code JMSPriority}, section 3.4.10 of Jakarta Messaging.
     */
    int priority() default -1;

    /**
     * How long after it was sent the task may still start, as an ISO-8601 duration such as {@code PT10M}; empty means for
     * ever. A task that comes too late is not called and ends as {@link TaskState#REVOKED}. Celery's {@code expires}.
     */
    String expires() default "";

    /**
     * Whether the value of a successful call is thrown away instead of stored. A failure is always stored. Celery's
     * {@code ignore_result}.
     */
    boolean ignoreResult() default false;
}
