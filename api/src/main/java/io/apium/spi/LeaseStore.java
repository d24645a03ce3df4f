package io.apium.spi;

import java.time.Duration;
import java.util.List;

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

    /** {@return whether anybody holds a lease for this execution} It sees what others have committed since. */
    boolean exists(String id, int attempt);

    /**
     * Deletes the lease if that node holds it, at once and with one statement. {@return whether it did} Who gets true may
     * decide what becomes of the task; the row is locked until the transaction ends.
     */
    boolean remove(Lease lease);

    /**
     * Deletes the lease if that node holds it and has given no sign of life for so long, by the store's own clock. {@return
     * whether it did}
     */
    boolean removeLost(Lease lease, Duration silence);

    /**
     * {@return some leases whose holders have given no sign of life for so long, by the store's own clock}
     *
     * @param silence how long
     * @param limit how many at most
     */
    List<Lease> findLost(Duration silence, int limit);
}
