package io.apium.spi;

import java.util.Optional;

/**
 * Keeps how tasks ended.
 *
 * <p><b>Transaction.</b> Every method takes part in the current JTA transaction if there is one. <b>Threading.</b> Safe for
 * use by several threads.
 */
public interface ResultStore {

    /**
     * Stores a result under an id that has none yet. It may be written as late as the commit; if the id has a result by
     * then, the transaction is rolled back.
     */
    void insert(StoredResult result);

    /** {@return what is stored under the id} It sees what others have committed since the transaction began. */
    Optional<StoredResult> find(String id);

    /** Deletes what is stored under the id. {@return whether there was something} */
    boolean delete(String id);
}
