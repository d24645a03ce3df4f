package io.apium.spi;

/**
 * Looks for what keeps a deployment from working, or from keeping Apium's promise. CDI beans of this type are asked when an
 * application is deployed, before it starts; all that they find is told together.
 *
 * <p><b>Transaction, threading.</b> Called on a thread of the server, outside any transaction and any component: what
 * only components can look up in {@code java:comp} is out of reach.
 */
@FunctionalInterface
public interface DeploymentCheck {

    /**
     * Tells what it finds.
     *
     * @throws RuntimeException if it cannot look; that is told as a warning
     */
    void check(Findings findings);

    /** What was found. Each is a sentence that says what is wrong, what it leads to, and what to do. */
    interface Findings {

        /** Something with which the application must not start. */
        void error(String sentence);

        /** Something with which it works, but less safely or less fast than it could. */
        void warning(String sentence);

        /**
         * The check cannot tell before the server has started. If that is still going on, the check is called once more when
         * the server runs, and what it finds then is logged, in one message too.
         */
        void notYet();
    }
}
