package io.apium.ejb.transaction;

import io.apium.spi.Transactions;
import jakarta.annotation.Resource;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Status;
import jakarta.transaction.TransactionSynchronizationRegistry;
import jakarta.transaction.Transactional;
import jakarta.transaction.Transactional.TxType;
import java.util.Optional;
import java.util.function.Supplier;

/** The server's transactions. */
@ApplicationScoped
public class JtaTransactions implements Transactions {

    @Resource(lookup = "java:comp/TransactionSynchronizationRegistry")
    TransactionSynchronizationRegistry registry;

    @Override
    public Optional<Object> current() {
        return Optional.ofNullable(registry.getTransactionKey());
    }

    @Override
    public boolean isRollbackOnly() {
        var status = registry.getTransactionStatus();
        return status != Status.STATUS_ACTIVE && status != Status.STATUS_NO_TRANSACTION;
    }

    @Override
    public void setRollbackOnly() {
        registry.setRollbackOnly();
    }

    @Override
    @Transactional(TxType.REQUIRES_NEW)
    public void inNew(Runnable work) {
        work.run();
    }

    @Override
    @Transactional(TxType.NOT_SUPPORTED)
    public <T> T outside(Supplier<T> work) {
        return work.get();
    }
}
