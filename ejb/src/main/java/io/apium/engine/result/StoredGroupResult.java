package io.apium.engine.result;

import io.apium.AsyncResult;
import io.apium.GroupResult;
import io.apium.Progress;
import io.apium.TaskAttempt;
import io.apium.TaskFailure;
import io.apium.TaskState;
import io.apium.spi.StoredResult;
import java.lang.reflect.Type;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The result of a group, made of its members' results. */
final class StoredGroupResult<E> implements GroupResult<E>, Member<List<E>> {

    private final Results results;
    private final String id;
    private final Type memberType;
    private final boolean areOutcomes;
    private final @Nullable Object sentIn;
    private final List<Part> ancestors;
    private final @Nullable String rootId;
    private volatile @Nullable List<Member<E>> members;
    private volatile @Nullable StoredResult ended;

    StoredGroupResult(
            Results results,
            String id,
            Type memberType,
            boolean areOutcomes,
            @Nullable Object sentIn,
            List<Part> ancestors,
            @Nullable String rootId) {
        this.results = results;
        this.id = id;
        this.memberType = memberType;
        this.areOutcomes = areOutcomes;
        this.sentIn = sentIn;
        this.ancestors = ancestors;
        this.rootId = rootId;
    }

    @Override
    public String id() {
        return id;
    }

    @Override
    public List<AsyncResult<E>> members() {
        return List.copyOf(plannedMembers());
    }

    private List<Member<E>> plannedMembers() {
        var known = members;
        if (known == null) {
            known = results.members(id, rootId, memberType, areOutcomes, sentIn);
            members = known.isEmpty() ? null : known;
        }
        return known;
    }

    private int size() {
        return plannedMembers().size();
    }

    @Override
    public TaskState state() {
        return find().map(StoredResult::state).orElseGet(this::stateOfMembers);
    }

    private TaskState stateOfMembers() {
        var ended = results.countMembers(id);
        return areOutcomes ? GroupStates.ofTolerant(ended, size()) : GroupStates.of(ended, size());
    }

    private Optional<StoredResult> find() {
        // Not from memory: somebody else may have deleted it, or have members run again.
        return results.find(id);
    }

    @Override
    public void ended(StoredResult how) {
        ended = how;
    }

    @Override
    public @Nullable StoredResult ending() {
        return ended;
    }

    @Override
    public @Nullable List<E> value(StoredResult how) {
        return itself().value(how);
    }

    @Override
    public boolean ready() {
        return !waiting();
    }

    @Override
    public boolean waiting() {
        return size() == 0 ? !state().isTerminal() : GroupStates.sum(results.countMembers(id)) < size();
    }

    @Override
    public boolean successful() {
        return ready() && state().equals(TaskState.SUCCESS);
    }

    @Override
    public boolean failed() {
        return state().equals(TaskState.FAILURE);
    }

    @Override
    public int completedCount() {
        return results.countMembers(id).getOrDefault(TaskState.SUCCESS, 0);
    }

    @Override
    public Optional<TaskFailure> failure() {
        var own = find();
        return own.isPresent() || stateOfMembers().equals(TaskState.PENDING)
                ? own.map(StoredResult::failure)
                : results.firstFailure(
                        plannedMembers().stream().map(AsyncResult::id).toList());
    }

    @Override
    public @Nullable List<E> get() {
        Joining.require(id);
        return Joining.await(id, toCompletableFuture());
    }

    @Override
    public @Nullable List<E> get(Duration timeout) {
        Joining.require(id);
        return Joining.await(id, toCompletableFuture(), timeout, this::state);
    }

    @Override
    public CompletableFuture<@Nullable List<E>> toCompletableFuture() {
        if (size() == 0) {
            return itself().toCompletableFuture();
        }
        results.requireCommitted(sentIn, id);
        var future = new CompletableFuture<@Nullable List<E>>();
        var inOrder = new InOrder<>(plannedMembers(), this::valuesOfSuccess, future);
        new MemberWatch<>(results, id, plannedMembers(), member -> inOrder.advance(), future).start();
        return future;
    }

    private Optional<List<E>> valuesOfSuccess() {
        return find().filter(own -> own.state().equals(TaskState.SUCCESS)).map(this::value);
    }

    /** {@return its own end, which an empty group has} */
    private StoredAsyncResult<List<E>> itself() {
        return new StoredAsyncResult<>(results, id, results.listOf(memberType), false, sentIn, ancestors, rootId);
    }

    @Override
    public Stream<AsyncResult<E>> asCompleted(Duration timeout) {
        Joining.require(id);
        results.requireCommitted(sentIn, id);
        return new Completions<>(results, this, plannedMembers(), timeout).stream();
    }

    @Override
    public Optional<Progress> progress() {
        return Optional.of(new Progress(GroupStates.sum(results.countMembers(id)), size(), ""));
    }

    @Override
    public <M> Optional<M> meta(Class<M> type) {
        return Optional.empty();
    }

    @Override
    public List<TaskAttempt> attempts() {
        return List.of();
    }

    @Override
    public Optional<List<@Nullable Object>> args() {
        return Optional.empty();
    }

    @Override
    public Optional<String> queue() {
        return Optional.empty();
    }

    @Override
    public Optional<String> rootId() {
        return rootId == null ? results.rootId(id) : Optional.of(rootId);
    }

    @Override
    public Optional<AsyncResult<Object>> parent() {
        return results.parent(id, ancestors);
    }

    @Override
    @SuppressWarnings("unchecked") // Of any type.
    public List<AsyncResult<Object>> children() {
        return plannedMembers().stream()
                .map(member -> (AsyncResult<Object>) (AsyncResult<?>) member)
                .toList();
    }

    @Override
    public void revoke() {
        results.revokeMembers(id, rootId, sentIn);
    }

    @Override
    public void abort() {
        results.requestAbortOfMembers(id, rootId, sentIn);
    }

    @Override
    public boolean isAborted() {
        return size() > 0 && plannedMembers().stream().allMatch(AsyncResult::isAborted);
    }

    @Override
    public void forget() {
        results.deleteGroup(id, rootId, sentIn);
        members = null;
        ended = null;
    }
}
