package io.apium.it.crash;

/**
 * Something that must not be.
 *
 * @param what which promise it breaks
 * @param text where, and how it can be seen
 */
record Fault(What what, String text) {

    /** Which promise is broken. */
    enum What {
        /** Something has not happened that should have. */
        LOST,
        /** Something has happened more than once, or should not have happened. */
        DOUBLED,
        /** Neither committed nor rolled back. */
        IN_DOUBT,
        /** A message or a lease that nobody works at. */
        LEFT_OVER,
        /** A task ended as it must not. */
        WRONG_END
    }
}
