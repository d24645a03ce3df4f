package io.apium.jpa;

import com.arjuna.ats.jta.common.jtaPropertyManager;
import io.agroal.api.AgroalDataSource;
import io.agroal.api.configuration.AgroalConnectionFactoryConfiguration.TransactionIsolation;
import io.agroal.api.configuration.supplier.AgroalConnectionPoolConfigurationSupplier;
import io.agroal.api.configuration.supplier.AgroalDataSourceConfigurationSupplier;
import io.agroal.api.security.NamePrincipal;
import io.agroal.narayana.NarayanaTransactionIntegration;
import io.apium.spi.Transactions;
import jakarta.transaction.RollbackException;
import jakarta.transaction.Transaction;
import jakarta.transaction.TransactionManager;
import jakarta.transaction.TransactionSynchronizationRegistry;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.function.Consumer;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;
import javax.sql.DataSource;

/** A transaction manager and XA data sources without a server. */
final class JtaPlatform implements Transactions {

    private final TransactionManager manager =
            jtaPropertyManager.getJTAEnvironmentBean().getTransactionManager();
    private final TransactionSynchronizationRegistry registry =
            jtaPropertyManager.getJTAEnvironmentBean().getTransactionSynchronizationRegistry();

    TransactionManager manager() {
        return manager;
    }

    TransactionSynchronizationRegistry registry() {
        return registry;
    }

    /** {@return a pool of connections to the same database, which take part in JTA transactions} */
    AgroalDataSource enlisting(TestDatabase database, DataSource plain) {
        return enlisting(database, plain, TransactionIsolation.READ_COMMITTED);
    }

    AgroalDataSource enlisting(TestDatabase database, DataSource plain, TransactionIsolation isolation) {
        return pool(
                database,
                plain,
                pool -> pool.transactionIntegration(new NarayanaTransactionIntegration(manager, registry))
                        .connectionFactoryConfiguration(factory -> factory.jdbcTransactionIsolation(isolation)));
    }

    /** {@return a pool of connections to the same database, which take part in no JTA transaction} */
    static AgroalDataSource pool(TestDatabase database, DataSource plain) {
        return pool(database, plain, pool -> pool);
    }

    private static AgroalDataSource pool(
            TestDatabase database,
            DataSource plain,
            UnaryOperator<AgroalConnectionPoolConfigurationSupplier> configuration) {
        try (Connection connection = plain.getConnection()) {
            String url = connection.getMetaData().getURL();
            String user = connection.getMetaData().getUserName().replaceFirst("@.*", "");
            return AgroalDataSource.from(new AgroalDataSourceConfigurationSupplier()
                    .connectionPoolConfiguration(pool -> configuration
                            .apply(pool.maxSize(10))
                            .connectionFactoryConfiguration(
                                    factory -> factory.connectionProviderClass(database.xaType())
                                            .jdbcUrl(url)
                                            .principal(new NamePrincipal(user)))));
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Ends what a test that failed has left to the thread. */
    void rollBackLeftover() {
        call(() -> {
            if (manager.getTransaction() != null) {
                manager.rollback();
            }
            return true;
        });
    }

    @Override
    public Optional<Object> current() {
        return Optional.ofNullable(registry.getTransactionKey());
    }

    @Override
    public Status status() {
        return switch (registry.getTransactionStatus()) {
            case jakarta.transaction.Status.STATUS_ACTIVE -> Status.ACTIVE;
            case jakarta.transaction.Status.STATUS_NO_TRANSACTION -> Status.NONE;
            default -> Status.ROLLBACK_ONLY;
        };
    }

    @Override
    public void setRollbackOnly() {
        registry.setRollbackOnly();
    }

    @Override
    public void whenEnded(Consumer<Boolean> listener) {
        throw new UnsupportedOperationException("No store asks for it");
    }

    @Override
    public void inNew(Runnable work) {
        outside(() -> call(() -> {
            manager.begin();
            try {
                work.run();
            } catch (RuntimeException e) {
                manager.rollback();
                throw e;
            }
            manager.commit();
            return true;
        }));
    }

    @Override
    public <T> T outside(Supplier<T> work) {
        return call(() -> {
            Transaction current = manager.suspend();
            try {
                return work.get();
            } finally {
                if (current != null) {
                    manager.resume(current);
                }
            }
        });
    }

    private static <T> T call(Callable<T> work) {
        try {
            return work.call();
        } catch (RuntimeException e) {
            throw e;
        } catch (RollbackException e) {
            throw new IllegalStateException("rolled back", e);
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }
}
