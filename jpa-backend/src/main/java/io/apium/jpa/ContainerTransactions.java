package io.apium.jpa;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import jakarta.transaction.Transactional.TxType;
import java.util.function.Supplier;

/** The server's transactions. A runtime exception out of the work rolls the transaction back. */
@ApplicationScoped
class ContainerTransactions implements Transactions {

    @Override
    @Transactional(TxType.REQUIRED)
    public <T> T required(Supplier<T> work) {
        return work.get();
    }

    @Override
    @Transactional(TxType.NOT_SUPPORTED)
    public <T> T suspended(Supplier<T> work) {
        return work.get();
    }
}
