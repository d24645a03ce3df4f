package io.apium.schedule;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Repeatable;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Lets a task run again and again, whenever its schedule says so, once in the cluster.
 *
 * <pre>{@code
 * @Task
 * @Periodic("crontab(30 6 * * mon-fri, zone=Europe/Berlin)")
 * public void sendReports() { ... }
 * }</pre>
 *
 * <p>It stands on a {@link io.apium.Task} method, once or several times. What it says can be changed by the configuration
 * {@code apium.beat.schedule."<name>".<attribute>}, and at run time, by {@link Schedules}.
 *
 * <p><b>Errors.</b> A schedule that cannot be read, arguments that the method does not take, and all else that is wrong, fails
 * the deployment.
 *
 * @see PeriodicTask
 */
@Documented
@Target(ElementType.METHOD)
@Retention(RetentionPolicy.RUNTIME)
@Repeatable(Periodic.Several.class)
public @interface Periodic {

    /**
     * When it is due, as {@link Schedule#parse(String)} reads it. A text without a time zone is in that of the setting
     * {@code apium.timezone}, which is UTC if it is not set.
     */
    String value() default "";

    /**
     * A schedule of the application's own, a CDI bean, instead of {@link #value}; the bean's class.
     */
    Class<? extends Schedule> schedule() default Schedule.class;

    /** The name of the periodic task; empty means the name of the task. Each needs another. */
    String name() default "";

    /** The arguments, as a JSON array; empty for none. */
    String args() default "";

    /** Arguments by the names of their parameters, as a JSON object; empty for none. */
    String named() default "";

    /** The queue to which it is sent; empty for the task's. */
    String queue() default "";

    /** The priority with which it is sent, 0 to 9, 9 the most urgent; -1, the default, for the task's. */
    int priority() default -1;

    /** Headers that its tasks see, as a JSON object of texts; empty for none. */
    String headers() default "";

    /** Before which time it is never due, such as {@code 2027-01-01T00:00:00Z}; empty for no such time. */
    String start() default "";

    /** After which time it is never due; empty for no such time. */
    String end() default "";

    /** How often it is run, at the most; 0, the default, for no limit. */
    int maxRuns() default 0;

    /** What becomes of due times that were missed; {@link Misfire#ONCE} by default. */
    Misfire misfire() default Misfire.ONCE;

    /** How many of them are run with {@link Misfire#ALL}, at the most; 100 by default. */
    int misfireLimit() default PeriodicTask.DEFAULT_MISFIRE_LIMIT;

    /** What becomes of a due time while the run before has not ended; {@link Overlap#ALLOW} by default. */
    Overlap overlap() default Overlap.ALLOW;

    /** Up to how much later a run starts, at random; ISO-8601, empty for not at all. */
    String jitter() default "";

    /**
     * How long after it could have started a run may still start; ISO-8601. Empty means as long as it takes until the next one is
     * due, but a minute at least;
     * {@code PT0S} for ever. A run that comes too late ends as {@link io.apium.TaskState#REVOKED}.
     */
    String expires() default "";

    /** Whether it is run at all; true by default. */
    boolean enabled() default true;

    /** Several on one method. */
    @Documented
    @Target(ElementType.METHOD)
    @Retention(RetentionPolicy.RUNTIME)
    @interface Several {

        /** They. */
        Periodic[] value();
    }
}
