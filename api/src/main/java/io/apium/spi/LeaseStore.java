package io.apium.spi;

import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * Keeps leases: which node runs what outside a transaction.
 *
 * <p><b>Transaction.</b> Every method takes part in the current JTA transaction if there is one. <b>Threading.</b> Safe for
 * use by several threads.
 */
public interface LeaseStore {

    /**
     * Stores a lease for an execution that has none yet. It may be written as late as the commit; if it has one by then,
     * the transaction is rolled back.
     */
    void insert(Lease lease);

    /**
     * {@return the {@linkplain Lease#losses losses} of the lease that somebody holds for this execution; empty if nobody does}
     * It sees what others have committed since.
     */
    Optional<Integer> findLosses(String id, int attempt);

    /**
     * Deletes the lease if that node holds it, after as many losses, at once and with one statement. {@return whether it did} Who gets true may
     * decide what becomes of the task; the row is locked until the transaction ends.
     */
    boolean remove(Lease lease);

    /**
     * Deletes the lease if that node holds it and has given no sign of life for so long, by the store's own clock. {@return
     * whether it did}
     */
    boolean removeLost(Lease lease, Duration silence);

    /**
     * {@return the leases that the node holds}
     *
     * @param holder the node's id
     */
    List<Lease> findHeld(String holder);

    /**
     * {@return some leases whose holders have given no sign of life for so long, by the store's own clock}
     *
     * @param silence how long
     * @param limit how many at most
     */
    List<Lease> findLost(Duration silence, int limit);
}
