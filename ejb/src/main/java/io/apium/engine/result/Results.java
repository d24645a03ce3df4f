package io.apium.engine.result;

import io.apium.AsyncResult;
import io.apium.NoResultStoreException;
import io.apium.engine.message.Json;
import io.apium.spi.ResultStore;
import io.apium.spi.StoredResult;
import io.apium.spi.Transactions;
import java.lang.reflect.Type;
import java.util.Optional;
import java.util.concurrent.ScheduledExecutorService;
import org.jspecify.annotations.Nullable;

/** How tasks ended, and handles to wait for it. Thread-safe. */
public final class Results {

    private final @Nullable ResultStore store;
    private final Json json;
    private final Transactions transactions;
    private final ScheduledExecutorService scheduler;

    /**
     * Creates the results.
     *
     * @param store where they are kept, or null if they are not
     * @param scheduler on whose threads is looked again for a result that somebody waits for
     */
    public Results(
            @Nullable ResultStore store, Json json, Transactions transactions, ScheduledExecutorService scheduler) {
        this.store = store;
        this.json = json;
        this.transactions = transactions;
        this.scheduler = scheduler;
    }

    /** {@return the result of a task that was sent at some time} */
    public <R> AsyncResult<R> of(String id, Type type) {
        return new StoredAsyncResult<>(this, id, type, null);
    }

    /** {@return the result of a task that has just been sent in the current transaction, if there is one} */
    public <R> AsyncResult<R> ofSent(String id, Type type) {
        return new StoredAsyncResult<>(this, id, type, transactions.current().orElse(null));
    }

    /** Stores how a task ended, in the current transaction. */
    public void insert(StoredResult result) {
        store().insert(result);
    }

    /** {@return how a task ended} It reads in the current transaction. */
    public Optional<StoredResult> find(String id) {
        return store().find(id);
    }

    Optional<StoredResult> findOutside(String id) {
        var here = store();
        return transactions.current().isPresent() ? transactions.outside(() -> here.find(id)) : here.find(id);
    }

    void delete(String id) {
        store().delete(id);
    }

    boolean isCurrent(Object transaction) {
        return transactions.current().filter(transaction::equals).isPresent();
    }

    Json json() {
        return json;
    }

    ScheduledExecutorService scheduler() {
        return scheduler;
    }

    private ResultStore store() {
        if (store == null) {
            throw new NoResultStoreException();
        }
        return store;
    }
}
