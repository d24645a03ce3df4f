package io.apium.engine.canvas;

import io.apium.engine.message.Place;
import java.util.ArrayList;
import java.util.List;

/**
 * How the members of a group are spread over the counters of its join. A small join has one. In a large one member <i>i</i>
 * is counted by stripe <i>i / run mod stripes</i>: members that may share a transaction share a stripe, so that a batch costs
 * one statement or two; others go to stripes of their own, so that nobody waits for a neighbour's commit. Belongs to one
 * thread.
 */
final class Stripes {

    /** Groups up to this size have one counter. */
    static final int SMALL = 16;

    private static final int STRIPES = 32;

    private final List<Integer> counts = new ArrayList<>();
    private final boolean isLarge;
    private final int run;
    private int size;
    private int ended;

    /**
     * Creates the counters.
     *
     * @param isLarge whether there is more than one
     * @param run how many members in a row share one
     */
    Stripes(boolean isLarge, int run) {
        this.isLarge = isLarge;
        this.run = run;
    }

    /** Counts one member more. {@return its stripe} */
    int next() {
        var index = size++;
        if (!isLarge) {
            return Place.ROOT;
        }
        var stripe = of(index);
        while (counts.size() <= stripe) {
            counts.add(0);
        }
        counts.set(stripe, counts.get(stripe) + 1);
        return stripe;
    }

    /** {@return the stripe of a member} */
    int of(int index) {
        return isLarge ? index / run % STRIPES : Place.ROOT;
    }

    /** A member of the stripe has ended before it began, and will not report. */
    void hasEnded(int stripe) {
        ended++;
        if (isLarge) {
            counts.set(stripe, counts.get(stripe) - 1);
        }
    }

    /** {@return how many members there are} */
    int size() {
        return size;
    }

    /** {@return how many members each stripe counts; empty if there is one counter only} */
    List<Integer> counts() {
        return counts;
    }

    /** {@return how many are to report to the join itself: members, or stripes that are not empty} */
    int counters() {
        return isLarge ? (int) counts.stream().filter(count -> count > 0).count() : size - ended;
    }
}
