package io.apium.engine.canvas;

import io.apium.canvas.FailedTask;
import io.apium.engine.message.Place;
import io.apium.engine.message.Step;
import io.apium.spi.Transactions;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Objects;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * What the members of groups report in each transaction, until it is settled at the transaction's end: inner groups before
 * outer ones and then by id, so that all transactions take their locks in one order. Thread-safe.
 */
final class Reports {

    private final Transactions transactions;
    private final Map<Object, NavigableMap<Key, ToJoin>> open = new ConcurrentHashMap<>();

    Reports(Transactions transactions) {
        this.transactions = transactions;
    }

    /** A join, in the order in which joins are settled. */
    private record Key(int depth, String join) implements Comparable<Key> {

        private static final Comparator<Key> ORDER =
                Comparator.comparing(Key::depth).reversed().thenComparing(Key::join);

        @Override
        public int compareTo(Key other) {
            return ORDER.compare(this, other);
        }
    }

    /** A member that another one adds to its group. */
    record Added(List<Step> steps, Place by) {}

    /** What is reported to one join. Belongs to one thread. */
    static final class ToJoin {

        private final String id;
        private final NavigableMap<Integer, Integer> counts = new TreeMap<>();
        private final List<FailedTask> failures = new ArrayList<>();
        private final List<Added> added = new ArrayList<>();
        private String worker = "";
        private boolean isGivenUp;

        ToJoin(String id) {
            this.id = id;
        }

        String id() {
            return id;
        }

        /** {@return how many members each stripe is to count, in the order of the stripes; not the join's own} */
        NavigableMap<Integer, Integer> stripes() {
            return counts.tailMap(Place.ROOT, false);
        }

        /** {@return how many members the join itself is to count} */
        int own() {
            return counts.getOrDefault(Place.ROOT, 0);
        }

        List<FailedTask> failures() {
            return failures;
        }

        List<Added> added() {
            return added;
        }

        String worker() {
            return worker;
        }

        /** {@return whether there is no second chance to report} */
        boolean isGivenUp() {
            return isGivenUp;
        }
    }

    /**
     * A member has ended.
     *
     * @param failure why it fails the join, or null if it counts
     */
    void add(Place place, @Nullable FailedTask failure, Ending ending) {
        var join = joins().computeIfAbsent(new Key(place.depth(), place.group()), key -> new ToJoin(key.join()));
        join.worker = ending.worker();
        join.isGivenUp |= ending.isGivenUp();
        if (failure == null) {
            join.counts.merge(
                    Objects.requireNonNull(place.stripe()), 1 - ending.added().size(), Integer::sum);
            ending.added().forEach(steps -> join.added.add(new Added(steps, place)));
        } else {
            join.failures.add(failure);
        }
    }

    /** {@return the next join to settle of this transaction, or null} */
    @Nullable
    ToJoin poll() {
        var joins = transactions.current().map(open::get).orElse(null);
        var next = joins == null ? null : joins.pollFirstEntry();
        return next == null ? null : next.getValue();
    }

    private NavigableMap<Key, ToJoin> joins() {
        var transaction = transactions
                .current()
                .orElseThrow(() -> new IllegalStateException("A member of a group ends in a transaction"));
        return open.computeIfAbsent(transaction, key -> {
            transactions.whenEnded(committed -> open.remove(key));
            return new TreeMap<>();
        });
    }
}
