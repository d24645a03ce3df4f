package io.apium.engine.execute;

/** Gives work outside transactions a thread each. */
@FunctionalInterface
public interface Threads {

    /** Starts the work on a thread of its own. */
    void start(Runnable work);

    /**
     * {@return what starts the work on a thread of its own} The thread has the surroundings of the caller, not of whoever
     * starts it later.
     */
    default Runnable prepare(Runnable work) {
        return () -> start(work);
    }
}
