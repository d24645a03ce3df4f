package io.apium.engine.result;

import com.fasterxml.jackson.databind.JsonNode;
import io.apium.AsyncResult;
import io.apium.GroupResult;
import io.apium.NoResultStoreException;
import io.apium.TaskState;
import io.apium.engine.message.GroupStep;
import io.apium.engine.message.Json;
import io.apium.engine.message.Step;
import io.apium.spi.ResultStore;
import io.apium.spi.StoredAttempt;
import io.apium.spi.StoredResult;
import io.apium.spi.Stores;
import io.apium.spi.Transactions;
import java.lang.reflect.Type;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ScheduledExecutorService;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** How tasks end, and handles to wait for it. Nothing here takes part in the caller's transaction, but {@link #delete}. Thread-safe. */
public final class Results {

    /** How long the wish to abort a task is remembered. */
    private static final Duration ABORT_EXPIRY = Duration.ofDays(7);

    private final @Nullable ResultStore store;
    private final @Nullable Stores stores;
    private final Json json;
    private final Transactions transactions;
    private final ResultEvents events;
    private final ScheduledExecutorService scheduler;
    private final Clock clock;

    /**
     * Creates the results.
     *
     * @param store where they are kept, or null if they are not
     * @param stores where all else is kept, or null if it is not
     * @param events wake who waits for one
     * @param scheduler on whose threads is looked for a result that somebody waits for
     */
    public Results(
            @Nullable ResultStore store,
            @Nullable Stores stores,
            Json json,
            Transactions transactions,
            ResultEvents events,
            ScheduledExecutorService scheduler,
            Clock clock) {
        this.store = store;
        this.stores = stores;
        this.json = json;
        this.transactions = transactions;
        this.events = events;
        this.scheduler = scheduler;
        this.clock = clock;
    }

    /** {@return the result of a task that was sent at some time} */
    public <R> AsyncResult<R> of(String id, Type type) {
        return new StoredAsyncResult<>(this, id, type, null, List.of());
    }

    /** {@return the result of a group that was sent at some time} */
    public <E> GroupResult<E> ofGroup(String id, Type memberType, @Nullable Object sentIn) {
        return new StoredGroupResult<>(this, id, memberType, sentIn, List.of(), null);
    }

    /**
     * {@return the result of what has just been sent in the current transaction, if there is one}
     *
     * @param steps the steps that were sent, of which the last one has the result
     * @param rootId the id of their workflow
     */
    @SuppressWarnings("unchecked") // The value of a group is a list.
    public <R> AsyncResult<R> ofSent(List<Step> steps, String rootId, Type type) {
        var last = steps.get(steps.size() - 1);
        var ancestors =
                steps.subList(0, steps.size() - 1).stream().map(Step::id).toList();
        var sentIn = transactions.current().orElse(null);
        if (last instanceof GroupStep) {
            return (AsyncResult<R>)
                    new StoredGroupResult<>(this, last.id(), memberType(type), sentIn, ancestors, rootId);
        }
        return new StoredAsyncResult<>(this, last.id(), type, sentIn, ancestors);
    }

    /** {@return the results of the members of a group} */
    <E> List<AsyncResult<E>> members(String groupId, @Nullable String rootId, Type type, @Nullable Object sentIn) {
        var here = stores();
        return outside(() -> GroupPlan.members(here, json, groupId, rootId)).stream()
                .map(member -> this.<E>member(groupId, rootId, member, type, sentIn))
                .toList();
    }

    @SuppressWarnings("unchecked") // The value of a group is a list.
    private <E> AsyncResult<E> member(
            String groupId, @Nullable String rootId, Step last, Type type, @Nullable Object sentIn) {
        return last instanceof GroupStep
                ? (AsyncResult<E>)
                        new StoredGroupResult<>(this, last.id(), memberType(type), sentIn, List.of(groupId), rootId)
                : new StoredAsyncResult<>(this, last.id(), type, sentIn, List.of(groupId));
    }

    Type listOf(Type member) {
        return json.types().constructCollectionType(List.class, json.types().constructType(member));
    }

    private Type memberType(Type list) {
        var content = json.types().constructType(list).getContentType();
        return content == null ? Object.class : content;
    }

    JsonNode valuesOf(String groupId) {
        var here = stores();
        return outside(() -> new GroupValues(here, json).load(groupId));
    }

    Map<TaskState, Integer> countMembers(String groupId) {
        var here = store();
        return outside(() -> here.countMembers(groupId));
    }

    Optional<AsyncResult<Object>> parent(String id, List<String> ancestors) {
        if (ancestors.isEmpty()) {
            return find(id).map(StoredResult::parentId).map(parent -> of(parent, Object.class));
        }
        var last = ancestors.size() - 1;
        return Optional.of(
                new StoredAsyncResult<>(this, ancestors.get(last), Object.class, null, ancestors.subList(0, last)));
    }

    private Stores stores() {
        if (stores == null) {
            throw new NoResultStoreException();
        }
        return stores;
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
