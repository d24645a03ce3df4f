package io.apium.ejb.transaction;

import io.apium.ejb.server.PayaraRecovery;
import io.apium.ejb.server.ServerResource;
import io.apium.ejb.server.TransactionNode;
import io.apium.spi.Transactions;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.transaction.Synchronization;
import jakarta.transaction.TransactionSynchronizationRegistry;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** The server's transactions. */
@ApplicationScoped
public class JtaTransactions implements Transactions {

    @Inject
    NewTransactions container;

    // Looked up when it is needed, for the first to need it may be a thread of the server, which has no java:comp.
    private volatile @Nullable TransactionSynchronizationRegistry found;

    @Override
    public Optional<Object> current() {
        return Optional.ofNullable(registry().getTransactionKey());
    }

    @Override
    public Optional<String> node() {
        return TransactionNode.find();
    }

    @Override
    public Status status() {
        return switch (registry().getTransactionStatus()) {
            case jakarta.transaction.Status.STATUS_ACTIVE -> Status.ACTIVE;
            case jakarta.transaction.Status.STATUS_MARKED_ROLLBACK -> Status.ROLLBACK_ONLY;
            case jakarta.transaction.Status.STATUS_NO_TRANSACTION -> Status.NONE;
            default -> Status.ENDED;
        };
    }

    @Override
    public void setRollbackOnly() {
        registry().setRollbackOnly();
    }

    @Override
    public void whenEnded(Consumer<Boolean> listener) {
        var status = status();
        if (status == Status.NONE) {
            listener.accept(true);
        } else if (status == Status.ENDED) {
            listener.accept(false);
        } else if (registry().getResource(Listeners.class) instanceof Listeners known) {
            known.add(listener);
        } else {
            var listeners = new Listeners();
            listeners.add(listener);
            registry().registerInterposedSynchronization(listeners);
            registry().putResource(Listeners.class, listeners);
        }
    }

    @Override
    public void inNew(Runnable work) {
        try {
            // Payara does not resume what it has suspended for a new transaction whose commit then fails.
            container.outside(() -> {
                container.inNew(work);
                return work;
            });
        } catch (RuntimeException e) {
            noteFailedCommit();
            throw e;
        } catch (Exception e) {
            noteFailedCommit();
            // The interceptor lets the transaction manager's checked exceptions through.
            throw new IllegalStateException("The transaction could not be committed: " + e.getMessage(), e);
        }
    }

    @Override
    public <T> T outside(Supplier<T> work) {
        return container.outside(work);
    }

    @Override
    public void recover() {
        Recovery.OF_THIS_SERVER.ifPresent(PayaraRecovery::look);
    }

    private static void noteFailedCommit() {
        Recovery.OF_THIS_SERVER.ifPresent(PayaraRecovery::commitFailed);
    }

    private TransactionSynchronizationRegistry registry() {
        var known = found;
        if (known == null) {
            known = ServerResource.TRANSACTION_REGISTRY.find(TransactionSynchronizationRegistry.class);
            found = known;
        }
        return known;
    }

    /** Found when it is first needed: the container also makes proxies of this class. */
    private static final class Recovery {

        static final Optional<PayaraRecovery> OF_THIS_SERVER = PayaraRecovery.ofThisServer();
    }

    /** Those who want to know how one transaction ends. */
    private static final class Listeners implements Synchronization {

        private static final System.Logger LOGGER = System.getLogger("io.apium.transaction");

        private final List<Consumer<Boolean>> all = new ArrayList<>();
        private @Nullable Boolean committed;
        private boolean committing;

        /** The server may end a transaction that lasts too long on another thread, while this one adds a listener. */
        void add(Consumer<Boolean> listener) {
            var end = addUnlessEnded(listener);
            if (end != null) {
                tell(listener, end);
            }
        }

        private @Nullable Boolean addUnlessEnded(Consumer<Boolean> listener) {
            synchronized (all) {
                if (committed == null) {
                    all.add(listener);
                }
                return committed;
            }
        }

        /** Only a commit asks. */
        @Override
        public void beforeCompletion() {
            committing = true;
        }

        @Override
        public void afterCompletion(int status) {
            var isCommitted = status == jakarta.transaction.Status.STATUS_COMMITTED;
            if (committing && !isCommitted) {
                noteFailedCommit();
            }
            List<Consumer<Boolean>> told;
            synchronized (all) {
                committed = isCommitted;
                told = List.copyOf(all);
                // Payara tells twice of the end of some transactions.
                all.clear();
            }
            told.forEach(listener -> tell(listener, isCommitted));
        }

        private static void tell(Consumer<Boolean> listener, boolean committed) {
            try {
                listener.accept(committed);
            } catch (RuntimeException | Error e) {
                LOGGER.log(System.Logger.Level.ERROR, "APIUM0401 What follows a transaction could not be done", e);
            }
        }
    }
}
