package io.apium.schedule;

import io.apium.AsyncResult;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * The periodic tasks of the application, to be looked at and changed while it runs. Injected with CDI. Celery's database
 * scheduler.
 *
 * <p>What is changed here is changed for all nodes, within a second of the commit. A periodic task that is declared in code or
 * configuration stays as it was changed here until its declaration changes, or {@link #reset}.
 *
 * <p><b>Transaction.</b> Every method takes part in the current JTA transaction if there is one. <b>Threading.</b> Safe for
 * use by several threads.
 *
 * <p><b>Errors.</b> Who names a periodic task that is not there gets a {@link java.util.NoSuchElementException}; a periodic task
 * that cannot work, such as one of a task that nobody knows, is refused with an {@link IllegalArgumentException}. A change that
 * meets a run, or another change, is made to what that has left.
 */
public interface Schedules {

    /** {@return all of them, in the order of their names} */
    List<PeriodicTaskStatus> list();

    /** {@return the one of that name, if there is one} */
    Optional<PeriodicTaskStatus> find(String name);

    /**
     * Adds one.
     *
     * @throws IllegalArgumentException if it would never be due
     * @throws IllegalStateException if there is one of its name already
     */
    void create(PeriodicTask task);

    /**
     * Puts it in the place of the one of its name, whose runs it carries on.
     *
     * @throws IllegalArgumentException if it would never be due any more
     */
    void change(PeriodicTask task);

    /**
     * Lets it run again, from the next due time on.
     *
     * @throws IllegalArgumentException if there is none
     */
    void enable(String name);

    /** Stops it from being run until it is enabled. What has been sent is not called back. */
    void disable(String name);

    /**
     * Removes it.
     *
     * @throws IllegalStateException if it is declared in code or configuration, which would bring it back: disable it
     */
    void delete(String name);

    /**
     * Takes back what was changed at run time.
     *
     * @throws IllegalStateException if it is not declared on this node
     */
    void reset(String name);

    /**
     * Runs it now, besides its schedule, and even if it is disabled or the run before has not ended. Those that must not overlap wait
     * for it, unless another run goes on. {@return the result to be}
     */
    AsyncResult<Object> runNow(String name);

    /**
     * Runs it for each time at which it would have been due, whether it was run then or not. The runs do not expire, and do not
     * count. {@return their results to be, oldest first}
     *
     * @param from the first time it may have been due
     * @param to up to which time, exclusive
     * @throws IllegalArgumentException if the range is empty or not over, or those are more than 10,000: do it in parts
     */
    List<AsyncResult<Object>> backfill(String name, Instant from, Instant to);
}
