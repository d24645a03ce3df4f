package io.apium.engine.beat;

import static java.lang.System.Logger.Level.DEBUG;
import static java.lang.System.Logger.Level.INFO;
import static java.lang.System.Logger.Level.WARNING;

import io.apium.ApiumException;
import io.apium.schedule.PeriodicTask;
import io.apium.spi.ParkedMessage;
import io.apium.spi.StoredSchedule;
import java.time.Duration;
import java.time.Instant;

/** What beat says, APIUM0600 to APIUM0699. */
final class BeatLog {

    private static final System.Logger LOGGER = System.getLogger("io.apium.beat");

    void run(String name, Instant due, String id) {
        LOGGER.log(DEBUG, () -> "APIUM0601 Periodic task '" + name + "' is run for " + due + ", as " + id);
    }

    void leftOut(String name, Instant due, String why) {
        LOGGER.log(INFO, () -> "APIUM0602 Periodic task '" + name + "' is not run for " + due + ": " + why);
    }

    void missed(PeriodicTask task, Instant first, Instant last, int runs) {
        LOGGER.log(
                WARNING,
                () -> "APIUM0603 Periodic task '" + task.name() + "' was due from " + first
                        + " on, and was not run; by misfire = " + task.misfire() + " it is run " + runs
                        + " times for what was due up to " + last);
    }

    void notRun(String name, Instant due, Duration pause, RuntimeException e) {
        var text = "APIUM0604 Periodic task '" + name + "', due at " + due
                + ", could not be run; it stays due, and is tried again in " + pause;
        if (e instanceof ApiumException) {
            // It says all there is to know.
            LOGGER.log(WARNING, () -> text + ": " + e.getMessage());
        } else {
            LOGGER.log(WARNING, text, e);
        }
    }

    void left(StoredSchedule schedule, String why) {
        LOGGER.log(INFO, () -> "APIUM0605 Periodic task '" + schedule.name() + "' is left to other nodes: " + why);
    }

    void declared(String origin, String name) {
        LOGGER.log(INFO, () -> "APIUM0606 Periodic task '" + name + "' is new, as declared by " + origin);
    }

    void redeclared(String origin, String name, boolean wasEdited, boolean staysDisabled) {
        LOGGER.log(
                wasEdited ? WARNING : INFO,
                () -> "APIUM0606 Periodic task '" + name + "' is changed, as declared by " + origin
                        + (wasEdited ? "; what was changed at run time is given up" : "")
                        + (staysDisabled ? ", but for that it is disabled" : ""));
    }

    void undeclared(String name) {
        LOGGER.log(INFO, () -> "APIUM0607 Periodic task '" + name + "' is not declared any more, and is removed");
    }

    void failed(String what, boolean isNew, Throwable e) {
        var text = "APIUM0608 Beat could not " + what + "; it tries again";
        if (isNew) {
            LOGGER.log(WARNING, text, e);
        } else {
            LOGGER.log(DEBUG, text, e);
        }
    }

    /** @param isNew whether it is the first one that cannot be sent to its queue */
    void notReleased(ParkedMessage.Entry entry, Duration pause, boolean isNew, RuntimeException e) {
        var text = "APIUM0609 Parked task " + entry.taskId() + " could not be sent to queue '" + entry.queue()
                + "'; it stays parked, and is tried again in " + pause;
        if (isNew) {
            LOGGER.log(WARNING, text, e);
        } else {
            LOGGER.log(WARNING, () -> text + ": " + e.getMessage());
        }
    }
}
