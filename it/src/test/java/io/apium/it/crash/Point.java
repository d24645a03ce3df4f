package io.apium.it.crash;

/**
 * Where the plug is pulled. The rules in {@code crash.btm} have the same names. T1 is the transaction that took a message, T2
 * one that stores an outcome of its own.
 */
enum Point {
    /** At any moment under load. */
    ANY_MOMENT(When.ANY),
    /** T1: after the work, before anything is prepared. */
    WORK_DONE(When.UNDER_LOAD),
    /** T1: the broker has prepared, the database has not. */
    BROKER_PREPARED(When.UNDER_LOAD),
    /** T1: the database has prepared, nothing is decided. */
    DATABASE_PREPARED(When.UNDER_LOAD),
    /** T1: the commit is decided, the database has not heard of it. */
    DECIDED(When.UNDER_LOAD),
    /** T1: the database has committed, the broker's sends have not. */
    DATABASE_COMMITTED(When.UNDER_LOAD),
    /** A servlet sends: the database has committed, the broker has not. */
    SENDER_DATABASE_COMMITTED(When.UNDER_LOAD),
    /** T2: the outcome is written, not committed. */
    T2_WRITTEN(When.UNDER_LOAD),
    /** T2: the database has prepared. */
    T2_PREPARED(When.UNDER_LOAD),
    /** T2: the commit is decided, the database has not heard of it. */
    T2_DECIDED(When.UNDER_LOAD),
    /** T2 is committed, T1 is not rolled back yet. */
    T2_COMMITTED(When.UNDER_LOAD),
    /** A lease is committed, its task has not begun. */
    LEASED(When.UNDER_LOAD),
    /** A periodic task is advanced and its run is sent: nothing is prepared. */
    FIRED(When.UNDER_LOAD, Point.ONCE_A_SECOND),
    /** Parked tasks are taken and sent: nothing is prepared. */
    RELEASED(When.UNDER_LOAD, Point.ONCE_A_SECOND),
    /** Beat, either of the two: the database has prepared, nothing is decided. */
    BEAT_PREPARED(When.UNDER_LOAD, Point.ONCE_A_SECOND),
    /** Beat, either of the two: the commit is decided, the database has not heard of it. */
    BEAT_DECIDED(When.UNDER_LOAD, Point.ONCE_A_SECOND),
    /** At any moment after the restart, before all is recovered. */
    ANY_MOMENT_OF_RECOVERY(When.ANY_OF_RECOVERY),
    /** A lost lease is removed, and about to be sent again: nothing is prepared. */
    TAKEN_OVER(When.IN_RECOVERY),
    /** Take-over of a lease: the database has prepared. */
    TAKE_OVER_PREPARED(When.IN_RECOVERY),
    /** Take-over of a lease: all is committed, the other leases are not taken over. */
    TAKE_OVER_COMMITTED(When.IN_RECOVERY);

    /** When a plug is pulled there. */
    enum When {
        /** After a random time under load. */
        ANY,
        /** When the rule is passed under load. */
        UNDER_LOAD,
        /** After a random time, by a second blow while the node recovers from a first one. */
        ANY_OF_RECOVERY,
        /** When the rule is passed by who takes over what a first blow has left. */
        IN_RECOVERY
    }

    private static final int OFTEN = 30;
    private static final int ONCE_A_SECOND = 3;

    private final When when;
    private final int mostPassages;

    Point(When when) {
        this(when, OFTEN);
    }

    Point(When when, int mostPassages) {
        this.when = when;
        this.mostPassages = mostPassages;
    }

    /** {@return how often it is passed, at the most, until the plug is pulled} The load lasts as long. */
    int mostPassages() {
        return mostPassages;
    }

    When when() {
        return when;
    }
}
