package io.apium.it.execution;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** Counts what a rollback cannot undo. */
public final class Tally {

    private static final Map<String, Integer> COUNTS = new ConcurrentHashMap<>();

    private Tally() {}

    static int count(String what) {
        return COUNTS.merge(what, 1, Integer::sum);
    }

    /** {@return how often it was counted} */
    public static int of(String what) {
        return COUNTS.getOrDefault(what, 0);
    }
}
