package io.apium.schedule;

/**
 * What becomes of due times that have been missed: nobody was there to run them, for longer than
 * {@code apium.beat-misfire-after} (a minute). If less than that is overdue, nothing is missed, and each due time is run.
 */
public enum Misfire {
    /** What was missed is left out. The last due time is run if it is not older than that. */
    SKIP,
    /** One run, for the last due time, stands for all. */
    ONCE,
    /** Each is run, oldest first; of more than {@link PeriodicTask#misfireLimit} only the last ones. */
    ALL
}
