package io.apium.engine.result;

import io.apium.AsyncResult;
import io.apium.GroupResult;
import io.apium.Progress;
import io.apium.ResultTimeoutException;
import io.apium.TaskAttempt;
import io.apium.TaskFailure;
import io.apium.TaskRevokedException;
import io.apium.TaskState;
import io.apium.spi.StoredResult;
import java.lang.reflect.Type;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Spliterators;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.jspecify.annotations.Nullable;

/** The result of a group, made of its members' results. */
final class StoredGroupResult<E> implements GroupResult<E> {

    private final Results results;
    private final String id;
    private final Type memberType;
    private final boolean areOutcomes;
    private final @Nullable Object sentIn;
    private final List<Results.Ancestor> ancestors;
    private final @Nullable String rootId;
    private volatile @Nullable List<AsyncResult<E>> members;

    StoredGroupResult(
            Results results,
            String id,
            Type memberType,
            boolean areOutcomes,
            @Nullable Object sentIn,
            List<Results.Ancestor> ancestors,
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
        var known = members;
        if (known == null) {
            known = results.members(id, rootId, memberType, areOutcomes, sentIn);
            members = known.isEmpty() ? null : known;
        }
        return known;
    }

    @Override
    public TaskState state() {
        return results.find(id).map(StoredResult::state).orElseGet(this::stateOfMembers);
    }

    private TaskState stateOfMembers() {
        var ended = results.countMembers(id);
        return areOutcomes
                ? GroupStates.ofTolerant(ended, members().size())
                : GroupStates.of(ended, members().size());
    }

    @Override
    public boolean ready() {
        return !waiting();
    }

    @Override
    public boolean waiting() {
        return members().isEmpty()
                ? !state().isTerminal()
                : GroupStates.sum(results.countMembers(id)) < members().size();
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
        var own = results.find(id);
        if (own.isPresent()) {
            return own.map(StoredResult::failure);
        }
        return members().stream().flatMap(member -> member.failure().stream()).findFirst();
    }

    @Override
    public @Nullable List<E> get() {
        Joining.require(id);
        return members().isEmpty() ? itself().get() : values(member -> member.get());
    }

    @Override
    public @Nullable List<E> get(Duration timeout) {
        Joining.require(id);
        if (members().isEmpty()) {
            return itself().get(timeout);
        }
        var end = System.nanoTime() + TimeUnit.NANOSECONDS.convert(timeout);
        return values(member -> member.get(Duration.ofNanos(Math.max(0, end - System.nanoTime()))));
    }

    /** {@return its own end, which an empty group has} */
    private StoredAsyncResult<List<E>> itself() {
        return new StoredAsyncResult<>(results, id, results.listOf(memberType), false, sentIn, ancestors, rootId);
    }

    @SuppressWarnings("NullAway") // A member may return null.
    private @Nullable List<E> values(Function<AsyncResult<E>, @Nullable E> get) {
        var values = new ArrayList<E>();
        for (var member : members()) {
            try {
                values.add(get.apply(member));
            } catch (TaskRevokedException e) {
                // It may have counted all the same: a step before it has ignored itself.
                if (!hasSucceeded()) {
                    throw e;
                }
                return itself().get(Duration.ZERO);
            }
        }
        return values;
    }

    private boolean hasSucceeded() {
        return results.find(id)
                .filter(own -> own.state().equals(TaskState.SUCCESS))
                .isPresent();
    }

    @Override
    @SuppressWarnings("FutureReturnValueIgnored") // The queue is told when a future ends, and nobody else.
    public Stream<AsyncResult<E>> asCompleted(Duration timeout) {
        Joining.require(id);
        var members = members();
        var completed = new LinkedBlockingQueue<AsyncResult<E>>();
        members.forEach(member -> member.toCompletableFuture().whenComplete((value, thrown) -> completed.add(member)));
        var end = System.nanoTime() + TimeUnit.NANOSECONDS.convert(timeout);
        return StreamSupport.stream(
                new Spliterators.AbstractSpliterator<AsyncResult<E>>(members.size(), 0) {
                    private int left = members.size();

                    @Override
                    public boolean tryAdvance(Consumer<? super AsyncResult<E>> action) {
                        if (left-- <= 0) {
                            return false;
                        }
                        action.accept(next(completed, end, timeout));
                        return true;
                    }
                },
                false);
    }

    private AsyncResult<E> next(BlockingQueue<AsyncResult<E>> completed, long end, Duration timeout) {
        try {
            var next = completed.poll(Math.max(0, end - System.nanoTime()), TimeUnit.NANOSECONDS);
            if (next == null) {
                throw new ResultTimeoutException(id, timeout, state());
            }
            return next;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new ResultTimeoutException(id, timeout, state());
        }
    }

    @Override
    public Optional<Progress> progress() {
        return Optional.of(new Progress(
                GroupStates.sum(results.countMembers(id)), members().size(), ""));
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
        return members().stream()
                .map(member -> (AsyncResult<Object>) (AsyncResult<?>) member)
                .toList();
    }

    @Override
    public void abort() {
        results.requestAbortOfMembers(id, rootId, sentIn);
    }

    @Override
    public boolean isAborted() {
        return !members().isEmpty() && members().stream().allMatch(AsyncResult::isAborted);
    }

    @Override
    public void forget() {
        members().forEach(AsyncResult::forget);
        results.delete(id);
    }

    @Override
    public CompletableFuture<@Nullable List<E>> toCompletableFuture() {
        if (members().isEmpty()) {
            return itself().toCompletableFuture();
        }
        var futures = members().stream().map(AsyncResult::toCompletableFuture).toList();
        // All have ended then, so that none is waited for.
        return CompletableFuture.allOf(futures.toArray(CompletableFuture[]::new))
                .handle((all, thrown) -> values(member -> member.get(Duration.ZERO)));
    }
}
