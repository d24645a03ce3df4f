package io.apium.spi;

import io.apium.TaskState;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Keeps how tasks ended, and what is known of those that have not.
 *
 * <p><b>Transaction.</b> Every method takes part in the current JTA transaction if there is one. <b>Threading.</b> Safe for
 * use by several threads.
 */
public interface ResultStore {

    /**
     * Stores how a task ended, under an id that has no result yet. It may be written as late as the commit; if the id has a
     * result by then, the transaction is rolled back: of two outcomes, the second loses.
     */
    void insert(StoredResult result);

    /** Stores how many tasks ended, at once, so that they need not be held until the commit. */
    void insertNow(List<StoredResult> results);

    /** {@return how the task ended, if it did} It sees what others have committed since the transaction began. */
    Optional<StoredResult> find(String id);

    /** {@return how these tasks ended, those that did, in any order} */
    List<StoredResult> findAll(Collection<String> ids);

    /** {@return as {@link #findAll}, but without values and arguments} */
    List<StoredResult> findEnds(Collection<String> ids);

    /**
     * {@return how the members of a group ended, those that did, in the order of the members} It sees what others have
     * committed since the transaction began.
     *
     * @param from the number of the first member to look for
     * @param limit how many at most
     */
    List<StoredResult> members(String groupId, int from, int limit);

    /** {@return how many members of a group have ended in each state} */
    Map<TaskState, Integer> countMembers(String groupId);

    /**
     * {@return the ids of those tasks of which is stored that they have ended, or that a later attempt follows} It sees what
     * others have committed since the transaction began.
     *
     * @param executions the number of an attempt for each id; one after it is a later one
     */
    default Set<String> findDecided(Map<String, Integer> executions) {
        var decided = new HashSet<String>();
        executions.forEach((id, attempt) -> {
            if (find(id).isPresent()
                    || attempts(id).stream()
                            .anyMatch(stored ->
                                    stored.number() >= attempt && stored.state().equals(TaskState.RETRY))) {
                decided.add(id);
            }
        });
        return decided;
    }

    /**
     * Deletes all that is stored of these tasks: their results, their attempts, the wish to abort them. A member of a group
     * for whose values somebody waits keeps its result until they have been taken, and then it is deleted as one that has
     * expired. {@return whether there was something}
     */
    boolean delete(Collection<String> ids);

    /** Deletes only how these tasks ended, for they will end once more. */
    void deleteEnds(Collection<String> ids);

    /**
     * Stores an attempt of which nothing is stored yet. It may be written as late as the commit; if something is stored by
     * then, the transaction is rolled back.
     */
    void insertAttempt(StoredAttempt attempt);

    /**
     * Stores an attempt in place of what is stored of it, at once. {@return false if what is stored says that it has
     * ended, which stays}
     */
    boolean saveAttempt(StoredAttempt attempt);

    /** {@return the attempts of the task that did not end it, oldest first} It sees what others have committed since. */
    List<StoredAttempt> attempts(String id);

    /** {@return the attempts that did not end these tasks, of each the oldest first} */
    List<StoredAttempt> attempts(Collection<String> ids);

    /**
     * Remembers that the task should end. It may be asked for more than once.
     *
     * @param expiresAt when this may be forgotten
     */
    void requestAbort(String id, Instant expiresAt);

    /** {@return whether the task should end} It sees what others have committed since the transaction began. */
    boolean isAbortRequested(String id);

    /**
     * Remembers that these tasks are revoked, those that are revoked already for as long again. {@link #delete} does not change that.
     * It is this store's clock that says when.
     *
     * @param kept after which time that may be forgotten
     */
    void revoke(Collection<String> ids, Duration kept);

    /** {@return what has been revoked at that time or later} It sees what others have committed since the transaction began. */
    List<Revocation> revocations(Instant since);

    /** {@return which of these tasks are revoked} */
    Set<String> findRevoked(Collection<String> ids);

    /**
     * Deletes what has expired, by the store's own clock, but no member of a group for whose values somebody waits, and no more than so many rows of a kind. {@return how many rows
     * that were; fewer than the limit mean that nothing is left}
     */
    int deleteExpired(int limit);
}
