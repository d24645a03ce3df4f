package io.apium.engine.execute;

/** Gives work outside transactions a thread each. */
@FunctionalInterface
public interface Threads {

    /** Starts the work on a thread of its own. */
    void start(Runnable work);

    /** Does the work on the current thread, which is none of these, in surroundings as they have. */
    default void here(Runnable work) {
        work.run();
    }

    /** Work for which there is a thread that has not started. Exactly one of the methods must be called, once. */
    interface Prepared {

        /** Starts the work. */
        void start();

        /** Gives the thread back, without the work. */
        void discard();
    }

    /**
     * {@return the work, with a thread of its own that can be started later} The thread has the surroundings of the caller, not
     * of whoever starts it.
     */
    default Prepared prepare(Runnable work) {
        return new Prepared() {
            @Override
            public void start() {
                Threads.this.start(work);
            }

            @Override
            public void discard() {
                // There is no thread yet.
            }
        };
    }
}
