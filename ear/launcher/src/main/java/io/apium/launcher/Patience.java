package io.apium.launcher;

import java.io.IOException;
import java.time.Duration;

/** Waits for what a server is about to do. */
interface Patience {

    /** Returns whether the condition came to hold, before the time was over and before the server was gone. */
    boolean await(Condition condition, Duration timeout) throws IOException, InterruptedException;

    /** What is waited for. */
    @FunctionalInterface
    interface Condition {

        boolean holds() throws IOException;
    }
}
