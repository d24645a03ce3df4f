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
 * <p><b>On a class</b>, or on an annotation that stands on the class, such as a stereotype, it declares no task: its
 * attributes are the defaults of the class's tasks.
 *
 * <p><b>Who wins</b>, attribute by attribute: the call, see {@link TaskOptions}; the configuration
 * {@code apium.task-annotations."<name or pattern>".<attribute>}; the annotation of the method; that of the class; that of
 * the class's stereotypes; the setting {@code apium.task-<attribute>}, or {@code apium.result-…} for an attribute that begins so; the default named here. Attributes that are arrays
 * of one boolean or number are written without braces, {@code ignoreResult = true}; they are arrays only so that one that is
 * not written can be told from one that is.
 *
 * <p>Durations are ISO-8601, {@code PT10M}.
 */
@Documented
@Target({ElementType.METHOD, ElementType.TYPE})
@Retention(RetentionPolicy.RUNTIME)
public @interface Task {

    /** The name under which the task is known; empty means the class's full name, a dot, and the method's name. */
    String name() default "";

    /** What the task promises when a worker is lost; {@link Execution#ATOMIC} by default. */
    Execution[] execution() default {};

    /**
     * Whether the task may share its transaction with other tasks of its queue, which is many times faster for small
     * tasks. If one of them fails, the others are done again; so all that the task does must be in the transaction. Only
     * for {@link Execution#ATOMIC}. False by default.
     */
    boolean[] batchable() default {};

    /** The queue the task is sent to; empty means {@code apium.task-default-queue}. */
    String queue() default "";

    /**
     * The priority of the task's messages, from 0 to 9, where 9 is the most urgent; the broker's default is 4. As
     * {@code JMSPriority}, section 3.4.10 of Jakarta Messaging.
     */
    int[] priority() default {};

    /**
     * How long after it was sent the task may still start; empty means for ever. A task that comes too late is not called
     * and ends as {@link TaskState#REVOKED}. A retry keeps the time of the first call. Celery's {@code expires}.
     */
    String expires() default "";

    /** Another name for the task in logs and consoles; empty for none. Celery's {@code shadow}. */
    String shadow() default "";

    /**
     * Whether the value of a successful call is thrown away instead of stored. A failure is stored all the same, for an
     * hour or as long as {@link #storeErrorsEvenIfIgnored} says. False by default. Celery's {@code ignore_result}.
     */
    boolean[] ignoreResult() default {};

    /**
     * Whether the failure of a task that ignores its result is kept as long as other results are. False by default.
     * Celery's {@code store_errors_even_if_ignored}.
     */
    boolean[] storeErrorsEvenIfIgnored() default {};

    /**
     * Whether {@link TaskState#STARTED} is stored when the task starts, at the price of a transaction. False by default.
     * Celery's {@code track_started}.
     */
    boolean[] trackStarted() default {};

    /**
     * How long a result is kept after the task's end, {@code P1D} by default; zero means for ever. A failure is kept for
     * an hour at least. Celery's {@code result_expires}. See {@link ResultExpiry} for an answer case by case.
     */
    String resultExpires() default "";

    /**
     * Whether the result keeps the queue and the arguments too. False by default. Celery's {@code result_extended}.
     */
    boolean[] resultExtended() default {};

    /** How many retries the task may have, 3 by default; −1 means any number. Celery's {@code max_retries}. */
    int[] maxRetries() default {};

    /** How long a retry waits, {@code PT3M} by default. Celery's {@code default_retry_delay}. */
    String retryDelay() default "";

    /**
     * Makes retries wait ever longer, instead of {@link #retryDelay}: this many seconds before the first, twice as many
     * before each next one. Zero, the default, means no. Celery's {@code retry_backoff}.
     */
    int[] retryBackoff() default {};

    /** The longest time that {@link #retryBackoff} comes to, {@code PT10M} by default. Celery's {@code retry_backoff_max}. */
    String retryBackoffMax() default "";

    /**
     * Whether a {@link #retryBackoff} is a random time between zero and the one computed, so that many tasks that failed
     * together do not come back together. True by default. Celery's {@code retry_jitter}.
     */
    boolean[] retryJitter() default {};

    /** Exceptions after which the task is retried by itself. Celery's {@code autoretry_for}. */
    Class<? extends Throwable>[] autoRetryFor() default {};

    /** Exceptions after which it is not, although {@link #autoRetryFor} names a superclass. Celery's {@code dont_autoretry_for}. */
    Class<? extends Throwable>[] dontAutoRetryFor() default {};

    /**
     * Exceptions that are part of the task's business: a failure with one of them is logged in one line, without a trace.
     * Celery's {@code throws}.
     */
    Class<? extends Throwable>[] expected() default {};

    /**
     * Exceptions that do not roll the work back: the task fails, and what it wrote and sent is kept. By default every
     * exception rolls back. Of this and {@link #rollbackOn}, the class nearest to the exception's decides. Only for
     * {@link Execution#ATOMIC}. As {@code jakarta.transaction.Transactional}.
     */
    Class<? extends Throwable>[] dontRollbackOn() default {};

    /** Exceptions that roll the work back, although {@link #dontRollbackOn} names a superclass. */
    Class<? extends Throwable>[] rollbackOn() default {};

    /**
     * How long the task may run before it is asked to end: its thread is interrupted, and {@link TaskContext#checkpoint()}
     * throws {@link SoftTimeLimitExceededException}. Empty means no limit. Celery's {@code soft_time_limit}.
     */
    String softTimeLimit() default "";

    /**
     * How long the task may run before it has failed, with {@link TimeLimitExceededException}, whatever it still does.
     * Empty means no limit. The limits of an {@link Execution#ATOMIC} task must lie below its worker's transaction timeout.
     * Celery's {@code time_limit}.
     */
    String timeLimit() default "";
}
