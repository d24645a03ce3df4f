package io.apium.ejb.transaction;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import jakarta.transaction.Transactional.TxType;
import java.util.function.Supplier;

/** Work around which the container begins, ends or suspends a transaction. */
@ApplicationScoped
class NewTransactions {

    /** Does the work in a transaction of its own. A commit that fails throws a checked exception on some servers. */
    @Transactional(TxType.REQUIRES_NEW)
    public void inNew(Runnable work) {
        work.run();
    }

    /** Does the work outside of any transaction. */
    @Transactional(TxType.NOT_SUPPORTED)
    public <T> T outside(Supplier<T> work) {
        return work.get();
    }
}
