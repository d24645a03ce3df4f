package io.apium.engine;

import io.apium.spi.JoinStore;
import io.apium.spi.StoredJoin;
import io.apium.spi.StoredJoin.State;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * Joins in the memory of a {@link Laptop}. There are no locks: of two transactions that change one counter, the second sees
 * at its commit what the first has left, and fails if that is not what it saw.
 */
final class LaptopJoinStore implements JoinStore {

    private final LaptopTransactions transactions;
    private boolean areHidden;

    LaptopJoinStore(LaptopTransactions transactions) {
        this.transactions = transactions;
    }

    /** Lets joins not be seen, as long as the transactions that store them are in doubt. */
    void hide(boolean hidden) {
        areHidden = hidden;
    }

    private Map<String, Counters> seen() {
        return areHidden ? Map.of() : transactions.database().memory().joins();
    }

    /**
     * A join and its counters.
     *
     * @param join the join
     * @param remaining what is left of its own counter
     * @param failures how many members have failed
     * @param stripes what is left of its stripes
     */
    record Counters(StoredJoin join, int remaining, int failures, Map<Integer, Integer> stripes) {

        Counters {
            stripes = Map.copyOf(stripes);
        }
    }

    @Override
    public void insert(StoredJoin join) {
        transactions.database().change(memory -> {
            if (memory.joins().putIfAbsent(join.id(), new Counters(join, 0, 0, Map.of())) != null) {
                throw new IllegalStateException("Join " + join.id() + " is stored already");
            }
        });
    }

    @Override
    public void seal(String id, int size, int remaining, List<Integer> stripes) {
        change(id, counters -> {
            var counts = new HashMap<Integer, Integer>();
            for (int i = 0; i < stripes.size(); i++) {
                counts.put(i, stripes.get(i));
            }
            var join = counters.join();
            return new Counters(with(join, join.state(), size, join.expiresAt()), remaining, 0, counts);
        });
    }

    @Override
    public Count countDown(String id, int stripe, int number) {
        var counters = find(id, stripe);
        if (counters == null) {
            return Count.ABSENT;
        }
        var left = counters.stripes().getOrDefault(stripe, 0) - number;
        if (left < 0 || counters.stripes().getOrDefault(stripe, 0) == 0) {
            return Count.ABSENT;
        }
        change(id, now -> {
            var stripes = new HashMap<>(now.stripes());
            requireSame(stripes.getOrDefault(stripe, 0), left + number);
            stripes.put(stripe, left);
            return new Counters(now.join(), now.remaining(), now.failures(), stripes);
        });
        return left == 0 ? Count.EMPTIED : Count.LEFT;
    }

    private @Nullable Counters find(String id, int stripe) {
        var counters = seen().get(id);
        return counters == null || !counters.stripes().containsKey(stripe) ? null : counters;
    }

    @Override
    public Count countDown(String id, int number) {
        var counters = seen().get(id);
        if (counters == null || counters.remaining() < number || counters.remaining() == 0) {
            return Count.ABSENT;
        }
        var left = counters.remaining() - number;
        change(id, now -> {
            requireSame(now.remaining(), left + number);
            return new Counters(now.join(), left, now.failures(), now.stripes());
        });
        return left == 0 ? Count.EMPTIED : Count.LEFT;
    }

    @Override
    public int grow(String id, int members) {
        var size = find(id).orElseThrow().size();
        change(id, now -> {
            var join = now.join();
            requireSame(join.size(), size);
            return new Counters(
                    with(join, join.state(), size + members, join.expiresAt()),
                    now.remaining(),
                    now.failures(),
                    now.stripes());
        });
        return size;
    }

    @Override
    public Optional<StoredJoin> find(String id) {
        return Optional.ofNullable(seen().get(id)).map(Counters::join);
    }

    @Override
    public Failure fail(String id, int members) {
        var counters = seen().get(id);
        if (counters == null || counters.join().state() == State.CLOSED) {
            return Failure.ABSENT;
        }
        change(id, now -> {
            requireSame(now.failures(), counters.failures());
            return new Counters(
                    with(now.join(), State.FAILED, now.join().size(), now.join().expiresAt()),
                    now.remaining(),
                    now.failures() + members,
                    now.stripes());
        });
        return counters.failures() == 0 ? Failure.FIRST : Failure.LATER;
    }

    @Override
    public Revival revive(String id, @Nullable Integer stripe) {
        var counters = seen().get(id);
        if (counters == null || counters.join().state() != State.FAILED) {
            return Revival.ABSENT;
        }
        var isLast = counters.failures() == 1;
        change(id, now -> {
            requireSame(now.failures(), counters.failures());
            var stripes = new HashMap<>(now.stripes());
            var isEmpty = stripe == null || stripes.merge(stripe, 1, Integer::sum) == 1;
            var join = now.join();
            return new Counters(
                    with(join, isLast ? State.OPEN : State.FAILED, join.size(), null),
                    now.remaining() + (isEmpty ? 1 : 0),
                    now.failures() - 1,
                    stripes);
        });
        return isLast ? Revival.REOPENED : Revival.STILL_FAILED;
    }

    @Override
    public void close(String id, Instant expiresAt) {
        if (find(id).isPresent()) {
            change(id, now -> {
                var join = now.join();
                var state = join.state() == State.FAILED ? State.FAILED : State.CLOSED;
                return new Counters(
                        with(join, state, join.size(), expiresAt), now.remaining(), now.failures(), now.stripes());
            });
        }
    }

    @Override
    public void await(String id) {
        // What another transaction has done is seen at once.
    }

    private void change(String id, UnaryOperator<Counters> change) {
        transactions.database().change(memory -> memory.joins().computeIfPresent(id, (key, now) -> change.apply(now)));
    }

    private static void requireSame(int now, int seen) {
        if (now != seen) {
            throw new IllegalStateException("Somebody else has counted meanwhile");
        }
    }

    private static StoredJoin with(StoredJoin join, State state, int size, @Nullable Instant expiresAt) {
        return new StoredJoin(
                join.id(), join.rootId(), join.outerId(), state, size, join.isTolerant(), join.content(), expiresAt);
    }
}
