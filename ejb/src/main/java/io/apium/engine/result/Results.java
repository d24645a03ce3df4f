package io.apium.engine.result;

import io.apium.AsyncResult;
import io.apium.NoResultStoreException;
import io.apium.engine.message.Json;
import io.apium.spi.ResultStore;
import io.apium.spi.StoredAttempt;
import io.apium.spi.StoredResult;
import io.apium.spi.Transactions;
import java.lang.reflect.Type;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ScheduledExecutorService;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** How tasks end, and handles to wait for it. Nothing here takes part in the caller's transaction, but {@link #delete}. Thread-safe. */
public final class Results {

    /** How long the wish to abort a task is remembered. */
    private static final Duration ABORT_EXPIRY = Duration.ofDays(7);

    private final @Nullable ResultStore store;
    private final Json json;
    private final Transactions transactions;
    private final ResultEvents events;
    private final ScheduledExecutorService scheduler;
    private final Clock clock;

    /**
     * Creates the results.
     *
     * @param store where they are kept, or null if they are not
     * @param events wake who waits for one
     * @param scheduler on whose threads is looked for a result that somebody waits for
     */
    public Results(
            @Nullable ResultStore store,
            Json json,
            Transactions transactions,
            ResultEvents events,
            ScheduledExecutorService scheduler,
            Clock clock) {
        this.store = store;
        this.json = json;
        this.transactions = transactions;
        this.events = events;
        this.scheduler = scheduler;
        this.clock = clock;
    }

    /** {@return the result of a task that was sent at some time} */
    public <R> AsyncResult<R> of(String id, Type type) {
        return new StoredAsyncResult<>(this, id, type, null);
    }

    /** {@return the result of a task that has just been sent in the current transaction, if there is one} */
    public <R> AsyncResult<R> ofSent(String id, Type type) {
        return new StoredAsyncResult<>(this, id, type, transactions.current().orElse(null));
    }

    Optional<StoredResult> find(String id) {
        var here = store();
        return outside(() -> here.find(id));
    }

    List<StoredAttempt> attempts(String id) {
        var here = store();
        return outside(() -> here.attempts(id));
    }

    boolean isAbortRequested(String id) {
        var here = store();
        return outside(() -> here.isAbortRequested(id));
    }

    void requestAbort(String id) {
        var here = store();
        transactions.inNew(() -> here.requestAbort(id, clock.instant().plus(ABORT_EXPIRY)));
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

    ResultEvents events() {
        return events;
    }

    ScheduledExecutorService scheduler() {
        return scheduler;
    }

    private <T> T outside(Supplier<T> work) {
        return transactions.current().isPresent() ? transactions.outside(work) : work.get();
    }

    private ResultStore store() {
        if (store == null) {
            throw new NoResultStoreException();
        }
        return store;
    }
}
