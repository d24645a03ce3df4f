package io.apium.schedule;

import io.apium.TaskClient;

/**
 * Declares periodic tasks in code. A CDI bean of this type is asked for them when the application is deployed.
 *
 * <pre>{@code
 * @ApplicationScoped
 * public class Timetable implements PeriodicTaskSource {
 *     @Override
 *     public List<PeriodicTask> periodicTasks(TaskClient tasks) {
 *         return Stream.of("north", "south")
 *                 .map(region -> PeriodicTask.builder("report-" + region,
 *                         Crontab.of("0 6 * * *"), tasks.signature(Reports::send, region)).build())
 *                 .toList();
 *     }
 * }
 * }</pre>
 *
 * <p><b>Transaction, threading, errors.</b> Called once, before the application has started, on a thread that belongs to no
 * component: {@code java:comp}, databases and queues are out of reach. What it throws fails the deployment.
 */
@FunctionalInterface
public interface PeriodicTaskSource {

    /**
     * {@return what is to be run periodically}
     *
     * @param tasks makes signatures and canvases, which cannot be sent yet
     */
    Iterable<PeriodicTask> periodicTasks(TaskClient tasks);
}
