package io.apium.bench.app;

import io.apium.bench.Scenario;
import io.apium.bench.Side;

/** How a scenario runs: what comes before the measurement, what is measured, and what comes after it. */
interface Course {

    /** {@return the course of a scenario on one side} */
    static Course of(Scenario scenario, Side side, Means means) {
        return switch (scenario) {
            case S1 -> new Drain(Work.NOTHING, side, means);
            case S2 -> new Drain(Work.VALUE, side, means);
            case S3 -> new Enqueue(side, means);
            case S4 -> side.isBare() ? new BareRoundTrip(means) : new RoundTrip(side, means);
            case S5 -> Workflows.chord(means);
            case S6 -> Workflows.chain(means);
            case S7 -> Workflows.group(means);
            case S8 -> new Drain(Work.INSERT, side, means);
            case S10 -> new Delayed(side, means);
        };
    }

    /** Makes everything ready. */
    default void prepare(int n) {}

    /**
     * Does the work, which is measured.
     *
     * @return how many nanoseconds each piece took, if each was waited for
     */
    long[] run(int n);

    /** Leaves nothing behind. */
    default void clear(int n) {}
}
