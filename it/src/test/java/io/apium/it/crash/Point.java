package io.apium.it.crash;

/**
 * Where the plug is pulled. The rules in {@code crash.btm} have the same names. T1 is the transaction that took a message, T2
 * one that stores an outcome of its own.
 */
enum Point {
    ANY_MOMENT("at any moment under load", When.ANY),
    WORK_DONE("T1: after the work, before anything is prepared", When.UNDER_LOAD),
    BROKER_PREPARED("T1: the broker has prepared, the database has not", When.UNDER_LOAD),
    DATABASE_PREPARED("T1: the database has prepared, nothing is decided", When.UNDER_LOAD),
    DECIDED("T1: the commit is decided, the database has not heard of it", When.UNDER_LOAD),
    DATABASE_COMMITTED("T1: the database has committed, the broker's sends have not", When.UNDER_LOAD),
    SENDER_DATABASE_COMMITTED("a servlet sends: the database has committed, the broker has not", When.UNDER_LOAD),
    T2_WRITTEN("T2: the outcome is written, not committed", When.UNDER_LOAD),
    T2_PREPARED("T2: the database has prepared", When.UNDER_LOAD),
    T2_DECIDED("T2: the commit is decided, the database has not heard of it", When.UNDER_LOAD),
    T2_COMMITTED("T2 is committed, T1 is not rolled back yet", When.UNDER_LOAD),
    LEASED("a lease is committed, its task has not begun", When.UNDER_LOAD),
    ANY_MOMENT_OF_RECOVERY("at any moment after the restart, before all is recovered", When.ANY_OF_RECOVERY),
    TAKEN_OVER("a lost lease is taken over, not committed", When.IN_RECOVERY),
    TAKE_OVER_PREPARED("take-over of a lease: the database has prepared", When.IN_RECOVERY);

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

    private final String meaning;
    private final When when;

    Point(String meaning, When when) {
        this.meaning = meaning;
        this.when = when;
    }

    String meaning() {
        return meaning;
    }

    When when() {
        return when;
    }
}
