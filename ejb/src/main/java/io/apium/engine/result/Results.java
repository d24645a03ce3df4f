package io.apium.engine.result;

import com.fasterxml.jackson.databind.JsonNode;
import io.apium.AsyncResult;
import io.apium.GroupResult;
import io.apium.NoResultStoreException;
import io.apium.TaskFailure;
import io.apium.TaskState;
import io.apium.canvas.Outcome;
import io.apium.engine.message.Json;
import io.apium.engine.message.Step;
import io.apium.spi.ResultStore;
import io.apium.spi.StoredAttempt;
import io.apium.spi.StoredJoin;
import io.apium.spi.StoredResult;
import io.apium.spi.Stores;
import io.apium.spi.Transactions;
import java.lang.reflect.Type;
import java.time.Clock;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ScheduledExecutorService;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** How tasks end, and handles to wait for it. Nothing here takes part in the caller's transaction, but {@link #delete}. Thread-safe. */
public final class Results {

    /** How long it is remembered that a task is revoked, or should end. */
    private static final Duration KEPT = Duration.ofDays(7);

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
        return new StoredAsyncResult<>(this, id, type, false, null, List.of(), null);
    }

    /** {@return the result of a group that was sent at some time} If its members are to be outcomes, each has one. */
    public <E> GroupResult<E> ofGroup(String id, Type memberType, @Nullable Object sentIn) {
        var areOutcomes = memberType.equals(Outcome.class);
        return new StoredGroupResult<>(this, id, memberType, areOutcomes, sentIn, List.of(), null);
    }

    /**
     * {@return the result of what has just been sent in the current transaction, if there is one}
     *
     * @param steps the steps that were sent, of which the last one has the result
     * @param rootId the id of their workflow
     */
    public <R> AsyncResult<R> ofSent(List<Step> steps, String rootId, Type type) {
        var parts = steps.stream().map(Part::of).toList();
        var last = parts.size() - 1;
        return of(parts.get(last), type, transactions.current().orElse(null), parts.subList(0, last), rootId);
    }

    /** {@return the results of the members of a group} */
    <E> List<Member<E>> members(
            String groupId, @Nullable String rootId, Type type, boolean areOutcomes, @Nullable Object sentIn) {
        var parent = List.of(Part.group(groupId, areOutcomes));
        var here = stores();
        return planned(sentIn, () -> GroupPlan.members(here, json, groupId, rootId)).stream()
                .map(member -> Part.of(member.get(member.size() - 1)))
                .map(last -> areOutcomes
                        ? new StoredAsyncResult<E>(this, last.id(), type, true, sentIn, parent, rootId)
                        : this.<E>of(last, type, sentIn, parent, rootId))
                .toList();
    }

    private GroupParts parts(String groupId, @Nullable String rootId, @Nullable Object sentIn) {
        var here = stores();
        return planned(sentIn, () -> GroupPlan.parts(here, json, groupId, rootId));
    }

    /** Reads plans that the current transaction may have written. */
    private <T> T planned(@Nullable Object sentIn, Supplier<T> read) {
        return sentIn != null && isCurrent(sentIn) ? read.get() : outside(read);
    }

    @SuppressWarnings("unchecked") // The value of a group is a list.
    private <R> Member<R> of(
            Part part, Type type, @Nullable Object sentIn, List<Part> ancestors, @Nullable String rootId) {
        return part.isGroup()
                ? (Member<R>) new StoredGroupResult<>(
                        this, part.id(), memberType(part, type), part.isTolerant(), sentIn, ancestors, rootId)
                : new StoredAsyncResult<>(this, part.id(), type, false, sentIn, ancestors, rootId);
    }

    Type listOf(Type member) {
        return json.types().constructCollectionType(List.class, json.types().constructType(member));
    }

    private Type memberType(Part group, Type list) {
        var content = json.types().constructType(list).getContentType();
        if (content != null) {
            return content;
        }
        return group.isTolerant() ? Outcome.class : Object.class;
    }

    JsonNode valuesOf(String groupId) {
        var here = stores();
        return outside(() -> new GroupValues(here, json).load(groupId));
    }

    /** {@return how a task ended, as the JSON of an {@link Outcome}} */
    String outcomeOf(StoredResult result) {
        var here = stores();
        return outside(() -> new GroupValues(here, json).outcome(result)).toString();
    }

    Map<TaskState, Integer> countMembers(String groupId) {
        var here = store();
        return outside(() -> here.countMembers(groupId));
    }

    /** {@return what went before a task or group} */
    Optional<AsyncResult<Object>> parent(String id, List<Part> ancestors) {
        if (!ancestors.isEmpty()) {
            var last = ancestors.size() - 1;
            return Optional.of(of(ancestors.get(last), ancestors.subList(0, last)));
        }
        return find(id).map(StoredResult::parentId).map(parent -> of(part(parent), List.of()));
    }

    /** {@return the id of the workflow of a group that has begun} */
    Optional<String> rootId(String groupId) {
        var here = stores();
        return outside(() -> here.joins()
                .find(groupId)
                .map(StoredJoin::rootId)
                .or(() -> here.results().find(groupId).map(StoredResult::rootId)));
    }

    /** {@return what the id stands for of what goes before another part} Such a group has a join. */
    private Part part(String id) {
        var here = stores;
        var ended = find(id).map(StoredResult::task);
        var isGroup = ended.filter(StoredResult.GROUP::equals).isPresent();
        return here == null || (ended.isPresent() && !isGroup)
                ? Part.task(id)
                : outside(() -> here.joins().find(id))
                        .map(join -> Part.group(id, join.isTolerant()))
                        .orElseGet(() -> new Part(id, isGroup, false));
    }

    /** {@return what these ids of a workflow stand for} */
    List<AsyncResult<Object>> all(String rootId, List<String> ids) {
        var here = stores;
        if (ids.isEmpty()) {
            return List.of();
        }
        Map<String, Part> groups = here == null ? Map.of() : outside(() -> GroupPlan.groups(here, json, rootId));
        return ids.stream()
                .map(id -> of(groups.getOrDefault(id, Part.task(id)), List.of()))
                .toList();
    }

    private AsyncResult<Object> of(Part part, List<Part> ancestors) {
        return of(part, Object.class, null, ancestors, null);
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

    /** {@return how these tasks ended, those that did} */
    List<StoredResult> findAll(List<String> ids) {
        var here = store();
        return outside(() -> here.findAll(ids));
    }

    /** {@return why the first of these tasks did not succeed of those that have ended without success} */
    Optional<TaskFailure> firstFailure(List<String> ids) {
        var here = store();
        for (var page : Pages.of(ids)) {
            var failures = new HashMap<String, TaskFailure>();
            outside(() -> here.findEnds(page)).stream()
                    .filter(end -> end.failure() != null)
                    .forEach(end -> failures.put(end.id(), end.failure()));
            var first = page.stream().filter(failures::containsKey).findFirst();
            if (first.isPresent()) {
                return first.map(failures::get);
            }
        }
        return Optional.empty();
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
        requestAbort(List.of(id));
    }

    /** Asks all tasks of a group to end. */
    void requestAbortOfMembers(String groupId, @Nullable String rootId, @Nullable Object sentIn) {
        requestAbort(parts(groupId, rootId, sentIn).tasks());
    }

    private void requestAbort(List<String> ids) {
        var here = store();
        var expiresAt = clock.instant().plus(KEPT);
        transactions.inNew(() -> ids.forEach(id -> here.requestAbort(id, expiresAt)));
    }

    void revoke(String id) {
        revoke(List.of(id));
    }

    /** Revokes all tasks of a group. */
    void revokeMembers(String groupId, @Nullable String rootId, @Nullable Object sentIn) {
        revoke(parts(groupId, rootId, sentIn).tasks());
    }

    private void revoke(List<String> ids) {
        // In short transactions: a node would miss what is committed long after its time.
        for (var page : Pages.of(ids)) {
            try {
                revokePage(page);
            } catch (RuntimeException e) {
                // Somebody else may have revoked one of them at the same time. Then it is known now.
                revokePage(page);
            }
        }
    }

    private void revokePage(List<String> ids) {
        var here = store();
        transactions.inNew(() -> here.revoke(ids, KEPT));
    }

    void delete(String id) {
        store().delete(List.of(id));
    }

    /** Deletes what is stored of a group, and of all tasks of its members. */
    void deleteGroup(String groupId, @Nullable String rootId, @Nullable Object sentIn) {
        Pages.of(parts(groupId, rootId, sentIn).ids()).forEach(store()::delete);
    }

    /**
     * Makes sure that what was sent can be waited for.
     *
     * @param sentIn the transaction in which it was sent, or null
     */
    void requireCommitted(@Nullable Object sentIn, String id) {
        if (sentIn != null && isCurrent(sentIn)) {
            throw new IllegalStateException(
                    "Task " + id + " is sent by the commit of the current transaction, so waiting for"
                            + " it inside that transaction would never end. Wait after the commit; in a task, make what"
                            + " needs the value a next step");
        }
    }

    private boolean isCurrent(Object transaction) {
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
