package io.apium.engine.execute;

import com.fasterxml.jackson.core.JsonProcessingException;
import io.apium.Progress;
import io.apium.TaskState;
import io.apium.UnreadableResultException;
import io.apium.spi.OnceStore.StoredCall;
import io.apium.spi.StoredAttempt;
import java.lang.reflect.Type;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;

/**
 * Feedback of a task that a worker runs. What it stores commits at once, whatever becomes of the task's own transaction.
 * Thread-safe.
 */
final class StoredFeedback implements Feedback {

    private static final Duration PROGRESS_PAUSE = Duration.ofMillis(100);
    private static final Duration MIN_OUTCOME_EXPIRY = Duration.ofDays(7);

    private final Desk desk;
    private final Attempt attempt;
    private Instant progressStoredAt = Instant.MIN;
    private boolean hasStored;
    private boolean isAborted;

    StoredFeedback(Desk desk, Attempt attempt) {
        this.desk = desk;
        this.attempt = attempt;
    }

    /** {@return whether something may be stored of this attempt already} */
    synchronized boolean mayHaveStored() {
        return hasStored || attempt.isRepeated();
    }

    void start() {
        store(TaskState.STARTED, null);
    }

    @Override
    public synchronized void progress(Progress progress) {
        var now = desk.clock().instant();
        if (progress.done() >= progress.total() || !now.isBefore(progressStoredAt.plus(PROGRESS_PAUSE))) {
            progressStoredAt = now;
            state(TaskState.PROGRESS, progress);
        }
    }

    @Override
    public void state(TaskState state, @Nullable Object meta) {
        try {
            store(state, meta == null ? null : desk.json().write(meta));
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException(
                    "The meta of state " + state + " cannot be written as JSON: " + e.getOriginalMessage(), e);
        }
    }

    @Override
    public synchronized boolean isAborted() {
        if (!isAborted) {
            isAborted = desk.transactions()
                    .outside(() -> desk.stores()
                            .results()
                            .isAbortRequested(attempt.identity().id()));
        }
        return isAborted;
    }

    @Override
    public @Nullable Object once(String key, Type type, Callable<?> call) throws Exception {
        var known = find(key);
        if (known == null) {
            var made = new StoredCall(write(call.call()));
            try {
                desk.transactions()
                        .inNew(() ->
                                desk.stores().calls().insert(attempt.identity().id(), key, made, callExpiry()));
                known = made;
            } catch (RuntimeException e) {
                // Another execution of the task may have been quicker.
                known = find(key);
                if (known == null) {
                    throw e;
                }
            }
        }
        return read(known, type);
    }

    private @Nullable StoredCall find(String key) {
        var id = attempt.identity().id();
        return desk.transactions()
                .outside(() -> desk.stores().calls().find(id, key))
                .orElse(null);
    }

    private @Nullable String write(@Nullable Object value) {
        try {
            return value == null ? null : desk.json().write(value);
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException(
                    "What the call returned cannot be written as JSON, so that it will be repeated: "
                            + e.getOriginalMessage(),
                    e);
        }
    }

    private @Nullable Object read(StoredCall stored, Type type) {
        var value = stored.value();
        try {
            return value == null ? null : desk.json().read(value, type);
        } catch (JsonProcessingException e) {
            throw new UnreadableResultException(attempt.identity().id(), type.getTypeName(), e.getOriginalMessage(), e);
        }
    }

    private @Nullable Instant callExpiry() {
        var wish = attempt.attributes().result().expires();
        return wish == null
                ? null
                : desk.clock().instant().plus(wish.compareTo(MIN_OUTCOME_EXPIRY) < 0 ? MIN_OUTCOME_EXPIRY : wish);
    }

    private synchronized void store(TaskState state, @Nullable String meta) {
        var identity = attempt.identity();
        var wish = attempt.attributes().result().expires();
        var stored = new StoredAttempt(
                identity.id(),
                identity.attempt(),
                identity.task(),
                state,
                meta,
                null,
                attempt.worker(),
                attempt.startedAt(),
                null,
                null,
                wish == null ? null : desk.clock().instant().plus(wish));
        var isFirst = !mayHaveStored();
        try {
            store(stored, isFirst);
        } catch (RuntimeException e) {
            if (!isFirst) {
                throw e;
            }
            // A broker that was killed may have forgotten an execution that stored something.
            store(stored, false);
        }
        hasStored = true;
    }

    private void store(StoredAttempt stored, boolean isFirst) {
        desk.transactions().inNew(() -> {
            if (isFirst) {
                desk.stores().results().insertAttempt(stored);
            } else {
                desk.stores().results().saveAttempt(stored);
            }
            desk.events().announce(attempt.identity(), stored.state(), attempt.worker());
        });
    }
}
