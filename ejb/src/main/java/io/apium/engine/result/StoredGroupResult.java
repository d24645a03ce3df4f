package io.apium.engine.result;

import io.apium.AsyncResult;
import io.apium.GroupResult;
import io.apium.Progress;
import io.apium.ResultTimeoutException;
import io.apium.TaskAttempt;
import io.apium.TaskFailure;
import io.apium.TaskState;
import io.apium.spi.StoredResult;
import java.lang.reflect.Type;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
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
    private final @Nullable Object sentIn;
    private final List<String> ancestors;
    private final @Nullable String rootId;
    private volatile @Nullable List<AsyncResult<E>> members;

    StoredGroupResult(
            Results results,
            String id,
            Type memberType,
            @Nullable Object sentIn,
            List<String> ancestors,
            @Nullable String rootId) {
        this.results = results;
        this.id = id;
        this.memberType = memberType;
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
            known = results.members(id, rootId, memberType, sentIn);
            members = known;
        }
        return known;
    }

    @Override
    public TaskState state() {
        return results.find(id).map(StoredResult::state).orElseGet(this::stateOfMembers);
    }

    /** A group for which nobody waits has no end of its own. */
    private TaskState stateOfMembers() {
        var counts = results.countMembers(id);
        for (var bad : List.of(TaskState.FAILURE, TaskState.REVOKED)) {
            if (counts.containsKey(bad)) {
                return bad;
            }
        }
        return !members().isEmpty() && ended(counts) == members().size() ? TaskState.SUCCESS : TaskState.PENDING;
    }

    private static int ended(Map<TaskState, Integer> counts) {
        return counts.values().stream().mapToInt(count -> count).sum();
    }

    @Override
    public boolean ready() {
        return !waiting();
    }

    @Override
    public boolean waiting() {
        return members().isEmpty()
                ? !state().isTerminal()
                : ended(results.countMembers(id)) < members().size();
    }

    @Override
    public boolean successful() {
        return members().isEmpty()
                ? state().equals(TaskState.SUCCESS)
                : completedCount() == members().size();
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
        return members().isEmpty() ? itself().get() : values(member -> member.get());
    }

    @Override
    public @Nullable List<E> get(Duration timeout) {
        if (members().isEmpty()) {
            return itself().get(timeout);
        }
        var end = System.nanoTime() + TimeUnit.NANOSECONDS.convert(timeout);
        return values(member -> member.get(Duration.ofNanos(Math.max(0, end - System.nanoTime()))));
    }

    /** {@return its own end, which an empty group has} */
    private StoredAsyncResult<List<E>> itself() {
        return new StoredAsyncResult<>(results, id, results.listOf(memberType), sentIn, ancestors);
    }

    @SuppressWarnings("NullAway") // A member may return null.
    private List<E> values(Function<AsyncResult<E>, @Nullable E> get) {
        Joining.require(id);
        var values = new ArrayList<E>();
        members().forEach(member -> values.add(get.apply(member)));
        return values;
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
        return Optional.of(new Progress(completedCount(), members().size(), ""));
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
        members().forEach(AsyncResult::abort);
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
        return CompletableFuture.allOf(futures.toArray(CompletableFuture[]::new))
                .thenApply(all -> values(futures));
    }

    @SuppressWarnings("NullAway") // A member may return null.
    private static <E> List<E> values(List<CompletableFuture<@Nullable E>> futures) {
        var values = new ArrayList<E>();
        futures.forEach(future -> values.add(future.join()));
        return values;
    }
}
