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
import java.util.NavigableSet;
import java.util.Objects;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * What the members of groups report in each transaction, until it is settled at the transaction's end: inner groups before
 * outer ones and then by id, so that all transactions take their locks in one order. Thread-safe.
 */
final class Reports {

    private final Transactions transactions;
    private final Map<Object, Open> open = new ConcurrentHashMap<>();

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

    /** What one transaction has reported. Belongs to one thread. */
    private record Open(NavigableMap<Key, ToJoin> joins, NavigableSet<String> unneeded) {

        ToJoin of(Place place) {
            return joins.computeIfAbsent(new Key(place.depth(), place.group()), key -> new ToJoin(key.join()));
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
    }

    /**
     * A member has ended.
     *
     * @param failure why it fails the join, or null if it does not
     */
    void ended(Place place, @Nullable FailedTask failure, Ending ending) {
        var join = report(place, 1, ending);
        if (failure != null) {
            join.failures.add(failure);
        }
    }

    /** A member goes on, and may have added others. */
    void goesOn(Place place, Ending ending) {
        report(place, 0, ending);
    }

    private ToJoin report(Place place, int ended, Ending ending) {
        var join = reported().of(place);
        join.worker = ending.worker();
        join.counts.merge(
                Objects.requireNonNull(place.stripe()), ended - ending.added().size(), Integer::sum);
        ending.added().forEach(steps -> join.added.add(new Added(steps, place)));
        return join;
    }

    /** Nobody needs the values of a group any more. */
    void letGo(String group) {
        reported().unneeded().add(group);
    }

    /** {@return the next join to settle of this transaction, or null} */
    @Nullable
    ToJoin poll() {
        var reported = transactions.current().map(open::get).orElse(null);
        var next = reported == null ? null : reported.joins().pollFirstEntry();
        return next == null ? null : next.getValue();
    }

    /** {@return the next group whose values nobody needs, or null} They come last, for their joins count no more. */
    @Nullable
    String pollUnneeded() {
        var reported = transactions.current().map(open::get).orElse(null);
        return reported == null ? null : reported.unneeded().pollFirst();
    }

    private Open reported() {
        var transaction = transactions
                .current()
                .orElseThrow(() -> new IllegalStateException("A member of a group ends in a transaction"));
        var known = open.get(transaction);
        if (known == null) {
            known = new Open(new TreeMap<>(), new TreeSet<>());
            open.put(transaction, known);
            transactions.whenEnded(committed -> open.remove(transaction));
        }
        return known;
    }
}
