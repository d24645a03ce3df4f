package io.apium.spi;

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
        /** There is no such counter, or it can not be seen yet. */
        ABSENT
    }

    /** What has become of a join some of whose members have failed. */
    enum Failure {
        /** It has failed just now. */
        FIRST,
        /** It had failed before. */
        LATER,
        /** Nobody waits for it any more, or it is not there. */
        ABSENT
    }

    /** What has become of a join one of whose failed members runs once more. */
    enum Revival {
        /** No other member has failed, so that it is open again. */
        REOPENED,
        /** Others have failed too. */
        STILL_FAILED,
        /** It is not there any more, or had not failed. */
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

    /**
     * Counts the join itself down, or up if the number is negative. One that has failed counts on: all members have ended
     * when it is empty.
     */
    Count countDown(String id, int number);

    /** Counts members that have failed, besides counting them down. One at least makes the join fail. */
    Failure fail(String id, int members);

    /**
     * Takes back that a member has failed, and that it has ended.
     *
     * @param stripe the counter that counts it; null for the join's own
     */
    Revival revive(String id, @Nullable Integer stripe);

    /** Makes the group larger, without counting. {@return the number of the first member that is new} */
    int grow(String id, int members);

    /** {@return the join} */
    Optional<StoredJoin> find(String id);

    /**
     * Lets the join expire: its values have been taken, or nobody will take them. One that has failed stays failed. A join that
     * has an {@linkplain StoredJoin#outerId outer} one goes with that.
     */
    void close(String id, Instant expiresAt);

    /** Waits until no other transaction has the join's lock. */
    void await(String id);
}
