package io.apium.engine.result;

/**
 * Whether the current thread may wait for results. A thread that runs a task may not: the task it waits for may need the
 * place that it occupies.
 */
public final class Joining {

    private static final ThreadLocal<Boolean> ALLOWED = ThreadLocal.withInitial(() -> true);

    private Joining() {}

    /** Allows or forbids it from now on. {@return what held before, to be given back} */
    public static boolean allow(boolean allowed) {
        var before = ALLOWED.get();
        if (allowed) {
            ALLOWED.remove();
        } else {
            ALLOWED.set(false);
        }
        return before;
    }

    /** @throws IllegalStateException if the thread may not wait */
    static void require(String id) {
        if (!ALLOWED.get()) {
            throw new IllegalStateException("A task cannot wait for task " + id
                    + ": the other one may need the place that this one occupies. Send what is to follow as a"
                    + " task of its own, or wait inside TaskContext.allowJoin");
        }
    }
}
