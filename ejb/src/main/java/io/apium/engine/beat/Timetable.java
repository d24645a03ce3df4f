package io.apium.engine.beat;

import io.apium.schedule.PeriodicTask;
import io.apium.schedule.PeriodicTaskStatus.Origin;
import java.util.List;

/**
 * What a deployment says about periodic tasks.
 *
 * @param declared those that it declares
 * @param schedules how schedules are read
 */
public record Timetable(List<Declared> declared, ScheduleTexts schedules) {

    /** That of a deployment that says nothing. */
    public static final Timetable EMPTY = new Timetable(List.of(), ScheduleTexts.STANDARD);

    /** Copies. */
    public Timetable {
        declared = List.copyOf(declared);
    }

    /**
     * A periodic task that is declared.
     *
     * @param task what it is; its canvas cannot be sent
     * @param origin where it is declared
     */
    record Declared(PeriodicTask task, Origin origin) {}
}
