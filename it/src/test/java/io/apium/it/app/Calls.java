package io.apium.it.app;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CyclicBarrier;

/** What a rollback cannot undo: how often a task was called, and where tasks that run at the same time meet. */
public final class Calls {

    /** Opens when four tasks, as many as the worker runs at a time, are there. */
    static final CyclicBarrier MEETING = new CyclicBarrier(4);

    private static final Map<String, Integer> COUNTS = new ConcurrentHashMap<>();

    private Calls() {}

    static void count(String account) {
        COUNTS.merge(account, 1, Integer::sum);
    }

    /** {@return how often a task was called for the account} */
    public static int of(String account) {
        return COUNTS.getOrDefault(account, 0);
    }
}
