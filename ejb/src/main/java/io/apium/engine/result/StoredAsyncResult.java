package io.apium.engine.result;

import com.fasterxml.jackson.core.JsonProcessingException;
import io.apium.AsyncResult;
import io.apium.Progress;
import io.apium.TaskAttempt;
import io.apium.TaskFailedException;
import io.apium.TaskFailure;
import io.apium.TaskRevokedException;
import io.apium.TaskState;
import io.apium.UnreadableResultException;
import io.apium.engine.message.JsonFault;
import io.apium.spi.StoredAttempt;
import io.apium.spi.StoredResult;
import java.lang.reflect.Type;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** The result of a task that a worker runs. */
final class StoredAsyncResult<R> implements Member<R> {

    private final Results results;
    private final String id;
    private final Type type;
    private final boolean isOutcome;
    private final @Nullable Object sentIn;
    private final List<Part> ancestors;
    private final @Nullable String rootId;
    private volatile @Nullable StoredResult ended;

    /**
     * Creates the result.
     *
     * @param isOutcome whether its value is an outcome, however it ends
     * @param rootId the id of its workflow, or null if it is not known yet
     */
    StoredAsyncResult(
            Results results,
            String id,
            Type type,
            boolean isOutcome,
            @Nullable Object sentIn,
            List<Part> ancestors,
            @Nullable String rootId) {
        this.results = results;
        this.id = id;
        this.type = type;
        this.isOutcome = isOutcome;
        this.sentIn = sentIn;
        this.ancestors = ancestors;
        this.rootId = rootId;
    }

    @Override
    public String id() {
        return id;
    }

    @Override
    public TaskState state() {
        return find().map(StoredResult::state)
                .or(() -> lastAttempt().map(StoredAttempt::state))
                .orElse(TaskState.PENDING);
    }

    @Override
    public Optional<TaskFailure> failure() {
        var result = find();
        return result.isPresent()
                ? result.map(StoredResult::failure)
                : lastAttempt().map(StoredAttempt::failure);
    }

    @Override
    public Optional<Progress> progress() {
        return lastAttempt()
                .filter(attempt -> attempt.state().equals(TaskState.PROGRESS))
                .map(StoredAttempt::meta)
                .map(meta -> read(meta, Progress.class));
    }

    @Override
    public <M> Optional<M> meta(Class<M> type) {
        return lastAttempt()
                .filter(attempt -> !attempt.state().equals(TaskState.PROGRESS) || type.equals(Progress.class))
                .map(StoredAttempt::meta)
                .map(meta -> read(meta, type));
    }

    @Override
    public List<TaskAttempt> attempts() {
        var all = new TreeMap<Integer, TaskAttempt>();
        results.attempts(id).forEach(attempt -> all.put(attempt.number(), of(attempt)));
        find().ifPresent(result -> all.put(result.attempt(), of(result)));
        return List.copyOf(all.values());
    }

    @Override
    @SuppressWarnings("unchecked") // A list is read as one.
    public Optional<List<@Nullable Object>> args() {
        return find().map(StoredResult::extension).map(extension -> read(extension.args(), List.class));
    }

    @Override
    public Optional<String> queue() {
        return find().map(StoredResult::extension).map(StoredResult.Extension::queue);
    }

    @Override
    public void revoke() {
        results.revoke(id);
    }

    @Override
    public void abort() {
        results.requestAbort(id);
    }

    @Override
    public boolean isAborted() {
        return results.isAbortRequested(id);
    }

    @Override
    public @Nullable R get() {
        results.requireCommitted(sentIn, id);
        Joining.require(id);
        return Joining.await(id, toCompletableFuture());
    }

    @Override
    public @Nullable R get(Duration timeout) {
        results.requireCommitted(sentIn, id);
        Joining.require(id);
        return Joining.await(id, toCompletableFuture(), timeout, this::state);
    }

    @Override
    public Optional<String> rootId() {
        return rootId == null ? find().map(StoredResult::rootId) : Optional.of(rootId);
    }

    @Override
    public Optional<AsyncResult<Object>> parent() {
        return results.parent(id, ancestors);
    }

    @Override
    public List<AsyncResult<Object>> children() {
        return find().map(known -> results.all(known.rootId(), known.children()))
                .orElse(List.of());
    }

    @Override
    public void forget() {
        results.delete(id);
    }

    @Override
    public CompletableFuture<@Nullable R> toCompletableFuture() {
        results.requireCommitted(sentIn, id);
        var future = new CompletableFuture<@Nullable R>();
        var poll =
                new Poll(results.scheduler(), () -> find().ifPresent(result -> future.complete(value(result))), future);
        if (!poll.look()) {
            waitFor(future, poll);
        }
        return future;
    }

    @SuppressWarnings("FutureReturnValueIgnored") // What follows the future's end is done for nobody else.
    private void waitFor(CompletableFuture<@Nullable R> future, Poll poll) {
        Consumer<String> waker = heard -> poll.lookSoon();
        results.events().await(id, waker);
        future.whenComplete((value, thrown) -> results.events().stopWaiting(id, waker));
        // Only now is nothing missed that happens after this look.
        poll.run();
    }

    @Override
    public void ended(StoredResult how) {
        ended = how;
    }

    @Override
    public @Nullable StoredResult ending() {
        return ended;
    }

    private Optional<StoredAttempt> lastAttempt() {
        var attempts = results.attempts(id);
        return attempts.isEmpty() ? Optional.empty() : Optional.of(attempts.get(attempts.size() - 1));
    }

    private Optional<StoredResult> find() {
        // Nothing else is remembered: somebody may have deleted it, or have what failed run again.
        var known = ended;
        return known != null && known.state().equals(TaskState.SUCCESS) ? Optional.of(known) : results.find(id);
    }

    @Override
    @SuppressWarnings("unchecked") // The caller's type comes from the task's method, or is what he claims.
    public @Nullable R value(StoredResult result) {
        if (isOutcome) {
            return (R) read(results.outcomeOf(result), type);
        }
        if (result.state().equals(TaskState.SUCCESS)) {
            var value = result.value() == null && result.task().equals(StoredResult.GROUP)
                    ? results.valuesOf(id).toString()
                    : result.value();
            return value == null ? null : (R) read(value, type);
        }
        if (result.state().equals(TaskState.IGNORED)) {
            return null;
        }
        var failure = Objects.requireNonNull(result.failure(), "No reason is stored of " + result);
        if (result.state().equals(TaskState.REVOKED)) {
            throw new TaskRevokedException(id, result.task(), failure.message());
        }
        throw new TaskFailedException(id, result.task(), failure, null);
    }

    private <M> @Nullable M read(String json, Class<M> as) {
        return as.cast(read(json, (Type) as));
    }

    private @Nullable Object read(String json, Type as) {
        try {
            return results.json().read(json, as);
        } catch (JsonProcessingException e) {
            throw new UnreadableResultException(id, as.getTypeName(), JsonFault.describe(e), e);
        }
    }

    private static TaskAttempt of(StoredAttempt attempt) {
        return new TaskAttempt(
                attempt.number(),
                attempt.state(),
                attempt.worker(),
                attempt.startedAt(),
                attempt.endedAt(),
                attempt.nextAt(),
                attempt.failure());
    }

    private static TaskAttempt of(StoredResult result) {
        return new TaskAttempt(
                result.attempt(),
                result.state(),
                result.worker(),
                result.startedAt(),
                result.endedAt(),
                null,
                result.failure());
    }
}
