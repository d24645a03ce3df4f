package io.apium.engine.execute;

import io.apium.AsyncResult;
import io.apium.Delivery;
import io.apium.Progress;
import io.apium.ResultType;
import io.apium.SoftTimeLimitExceededException;
import io.apium.TaskContext;
import io.apium.TaskState;
import io.apium.TimeLimitExceededException;
import io.apium.canvas.Canvas;
import io.apium.engine.message.Place;
import io.apium.engine.message.Trees;
import io.apium.engine.result.Joining;
import java.lang.reflect.Type;
import java.time.Duration;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;

/**
 * One call of a task's method.
 *
 * @param call what is called
 * @param args the bound arguments
 * @param worker who calls
 * @param origin how the message came here, or null for a call in the caller's thread
 * @param deadline how long it may take
 * @param feedback what the task tells and is told
 * @param offspring what the task sends
 */
record Invocation(
        TaskCall call,
        List<@Nullable Object> args,
        String worker,
        @Nullable Delivery origin,
        Deadline deadline,
        Feedback feedback,
        Offspring offspring)
        implements TaskContext {

    private static final int MAX_KEY_LENGTH = 200;

    @Override
    public String id() {
        return call.identity().id();
    }

    @Override
    public String name() {
        return call.identity().task();
    }

    @Override
    public String displayName() {
        return call.displayName();
    }

    @Override
    public int attempt() {
        return call.identity().attempt();
    }

    @Override
    public Map<String, String> headers() {
        return call.message().headers();
    }

    @Override
    public String rootId() {
        return call.identity().rootId();
    }

    @Override
    public Optional<String> parentId() {
        return Optional.ofNullable(call.identity().parentId());
    }

    @Override
    public <R> AsyncResult<R> addToChord(Canvas<R> member) {
        return offspring.add(member);
    }

    @Override
    public Map<String, Object> stamps() {
        var plain = new LinkedHashMap<String, Object>();
        call.message().stamps().forEach((name, value) -> plain.put(name, Trees.plain(value)));
        return Collections.unmodifiableMap(plain);
    }

    @Override
    public Optional<String> groupId() {
        return Optional.ofNullable(call.message().continuation().place()).map(Place::group);
    }

    @Override
    public Optional<Delivery> delivery() {
        return Optional.ofNullable(origin);
    }

    @Override
    public void progress(long done, long total, String message) {
        feedback.progress(new Progress(done, total, message));
    }

    @Override
    public void updateState(String state, @Nullable Object meta) {
        var own = new TaskState(state);
        if (own.isPredefined() && !own.equals(TaskState.PROGRESS)) {
            throw new IllegalArgumentException(
                    "A task cannot set its state to " + state + ", which is Apium's to set; choose another name");
        }
        feedback.state(own, meta);
    }

    @Override
    public boolean isAborted() {
        return feedback.isAborted();
    }

    @Override
    public void checkpoint() {
        if (deadline.isOverdue()) {
            throw new TimeLimitExceededException(
                    id(), name(), limit(deadline.limits().hard()));
        }
        if (deadline.tellSoftLimit()) {
            throw new SoftTimeLimitExceededException(
                    id(), name(), limit(deadline.limits().soft()));
        }
    }

    @Override
    public <T> @Nullable T once(String key, Class<T> type, Callable<? extends @Nullable T> call) throws Exception {
        return onceOf(key, type, call);
    }

    @Override
    public <T> @Nullable T once(String key, ResultType<T> type, Callable<? extends @Nullable T> call) throws Exception {
        return onceOf(key, type.type(), call);
    }

    @Override
    public <T> T allowJoin(Callable<T> call) throws Exception {
        var before = Joining.allow(true);
        try {
            return call.call();
        } finally {
            Joining.allow(before);
        }
    }

    @SuppressWarnings("unchecked") // What was stored was of that type; if it was not, the caller's cast tells him.
    private <T> @Nullable T onceOf(String key, Type type, Callable<? extends @Nullable T> call) throws Exception {
        if (key.isBlank() || key.length() > MAX_KEY_LENGTH) {
            throw new IllegalArgumentException(
                    "The key of a call must have 1 to " + MAX_KEY_LENGTH + " characters: '" + key + "'");
        }
        return (T) feedback.once(key, type, call);
    }

    private static Duration limit(@Nullable Duration limit) {
        return Objects.requireNonNull(limit, "A limit that has passed is set");
    }
}
