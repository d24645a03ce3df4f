package io.apium.launcher;

import java.util.Properties;

/** How far a run of the concordance is, as its application tells it. */
record RunStatus(State state, long done, long total, long failed) {

    enum State {
        RUNNING,
        DONE,
        FAILED
    }

    static RunStatus of(Properties properties) {
        return new RunStatus(
                State.valueOf(properties.getProperty("state", "absent")),
                number(properties, "done"),
                number(properties, "total"),
                number(properties, "failed"));
    }

    boolean isRunning() {
        return state == State.RUNNING;
    }

    private static long number(Properties properties, String key) {
        return Long.parseLong(properties.getProperty(key, "0"));
    }
}
