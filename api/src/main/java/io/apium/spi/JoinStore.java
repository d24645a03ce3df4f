package io.apium.spi;

import io.apium.spi.StoredJoin.State;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Keeps joins: counters to which the members of a group report. A large join has several counters, its stripes, so that its
 * members do not queue for one row; a stripe that is empty reports to the join itself.
 *
 * <p>Who counts a counter down holds its lock until the transaction ends. Locks are taken stripes first, in ascending
 * order, then the join's, so that nobody waits for ever.
 *
 * <p><b>Transaction.</b> Every method takes part in the current JTA transaction if there is one, and is done at once, not as
 * late as its commit. <b>Threading.</b> Safe for use by several threads.
 */
public interface JoinStore {

    /** What is left of a counter. */
    enum Count {
        /** It is not empty yet. */
        LEFT,
        /** This has emptied it, and nobody else has. */
        EMPTIED,
        /** There is no such counter, or it has been emptied before. */
        ABSENT
    }

    /**
     * Stores a join that is not there yet. Before it can be counted down it must be {@linkplain #seal sealed}, in the same
     * transaction.
     */
    void insert(StoredJoin join);

    /**
     * Sets the counters.
     *
     * @param size how many members the group has
     * @param remaining how many report to the join itself: members, or stripes
     * @param stripes how many members each stripe counts; empty if the join has no stripes
     */
    void seal(String id, int size, int remaining, List<Integer> stripes);

    /**
     * Counts a stripe down, or up if the number is negative.
     *
     * @param stripe its number, from zero
     */
    Count countDown(String id, int stripe, int number);

    /** Counts the join itself down, or up if the number is negative. A join that has failed has nothing to be emptied. */
    Count countDown(String id, int number);

    /** Makes the group larger, without counting. {@return the number of the first member that is new} */
    int grow(String id, int members);

    /** {@return the join} */
    Optional<StoredJoin> find(String id);

    /**
     * Moves the join from one state to another. {@return whether it was in the former; who gets true decides what follows}
     *
     * @param expiresAt when it may be deleted then; null for not yet
     */
    boolean move(String id, State from, State to, @Nullable Instant expiresAt);

    /**
     * Lets the join expire: its values have been taken, or nobody will take them. A join that has an
     * {@linkplain StoredJoin#outerId outer} one goes with that.
     */
    void close(String id, Instant expiresAt);

    /** Waits until no other transaction has the join's lock. */
    void await(String id);
}
