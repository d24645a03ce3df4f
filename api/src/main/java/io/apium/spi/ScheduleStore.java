package io.apium.spi;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Keeps periodic tasks. All times are by the store's own clock.
 *
 * <p><b>Transaction.</b> Every method takes part in the current JTA transaction if there is one, and is done at once, not as
 * late as its commit. <b>Threading.</b> Safe for use by several threads.
 */
public interface ScheduleStore {

    /**
     * What is to be done next.
     *
     * @param now the time
     * @param nextRun when the next periodic task of the application is due; null if there is none
     * @param nextRelease when the next parked task is, of whatever application; null if there is none
     */
    record Glance(
            Instant now,
            @Nullable Instant nextRun,
            @Nullable Instant nextRelease) {}

    /** {@return what is to be done next, found with one statement} Nodes ask this every second. */
    Glance glance(String application);

    /**
     * {@return periodic tasks that are due, earliest first} They see what others have committed since the transaction began.
     *
     * @param now they are due at this time, or earlier
     * @param limit how many at most
     */
    List<StoredSchedule> findDue(String application, Instant now, int limit);

    /** {@return those of which a run is not known to have ended} */
    List<StoredSchedule> findRunning(String application);

    /** {@return all of an application, in the order of their names} */
    List<StoredSchedule> findAll(String application);

    /** {@return the one of that name, if there is one} */
    Optional<StoredSchedule> find(String application, String name);

    /** Stores one whose name is new. If it is not, the transaction is rolled back. */
    void insert(StoredSchedule schedule);

    /**
     * Locks one until the transaction ends, if its revision is still the one given, without waiting for anybody. {@return
     * whether it is locked} It is not if another transaction has locked it, also one that a lost node has left in doubt.
     */
    boolean lock(StoredSchedule schedule);

    /**
     * Stores its progress, if its revision is still the one given, with one statement. {@return whether it is} The row is locked
     * until the transaction ends.
     */
    boolean advance(StoredSchedule schedule);

    /** Stores its definition and its progress, if its revision is still the one given. {@return whether it is} */
    boolean change(StoredSchedule schedule);

    /** Deletes it, if its revision is still the one given. {@return whether it is} */
    boolean delete(StoredSchedule schedule);
}
