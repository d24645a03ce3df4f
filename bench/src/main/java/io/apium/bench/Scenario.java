package io.apium.bench;

import java.util.List;

/** What is measured. */
public enum Scenario {
    /** Tasks that do nothing and whose result is ignored; queued before the workers begin. */
    S1("no-op, result ignored, drained", Side.values()),
    /** Tasks that do nothing but return a number; the bare beans insert a row for it. */
    S2("no-op with result, drained", Side.values()),
    /** Sending: all of them in one transaction, or each in one of its own. */
    S3("enqueue: in one transaction, one by one", Side.values()),
    /** Sending and waiting for the result, one after the other; the bare bean inserts a row and replies. */
    S4("round trip", Side.APIUM, Side.APIUM_SINGLE, Side.BARE_SINGLE),
    /** A group of tasks, and one that adds up what they return. */
    S5("chord with a sum", Side.APIUM),
    /** Tasks of which each takes what the one before returns. */
    S6("chain", Side.APIUM),
    /** A group of tasks, whose values are waited for. */
    S7("group, joined", Side.APIUM),
    /** Tasks that insert a row and return a number; the bare beans insert two rows. */
    S8("one insert and result, drained", Side.values()),
    /** Tasks that are due at random moments of the next minute; the latency is by how much they are late. */
    S10("due within a minute", Side.APIUM, Side.BARE);

    private final String title;

    @SuppressWarnings("ImmutableEnumChecker") // List.of
    private final List<Side> sides;

    Scenario(String title, Side... sides) {
        this.title = title;
        this.sides = List.of(sides);
    }

    /** {@return what it is called in the table} */
    public String title() {
        return title;
    }

    /** {@return who takes part} */
    public List<Side> sides() {
        return sides;
    }

    /**
     * {@return of how many tasks it is run}
     *
     * @param n how many the fastest side drains
     */
    public List<Integer> sizes(Side side, int n) {
        return switch (this) {
            case S1, S2, S3, S8 -> List.of(side.share(n));
            case S4, S7 -> List.of(1000);
            case S5 -> List.of(1000, 10_000, 100_000);
            case S6 -> List.of(100, 1000);
            case S10 -> List.of(10_000);
        };
    }
}
