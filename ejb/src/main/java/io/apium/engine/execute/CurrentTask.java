package io.apium.engine.execute;

import io.apium.ApiumException;
import io.apium.AsyncResult;
import io.apium.Delivery;
import io.apium.ResultType;
import io.apium.TaskContext;
import io.apium.canvas.Canvas;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;

/** The context of whatever task runs on the thread that asks. */
public final class CurrentTask implements TaskContext {

    private static final ThreadLocal<@Nullable TaskContext> CURRENT = new ThreadLocal<>();

    /** {@return the task of this thread, if it runs one} */
    public static Optional<TaskContext> find() {
        return Optional.ofNullable(CURRENT.get());
    }

    /** The task of this thread, if it runs one, has sent something. */
    public static void sent(String id) {
        if (CURRENT.get() instanceof Invocation invocation) {
            invocation.offspring().sent(id);
        }
    }

    /** The transaction of this thread's task, if it runs one, was marked for rollback for that reason. */
    public static void refused(ApiumException reason) {
        if (CURRENT.get() instanceof Invocation invocation) {
            invocation.offspring().refused(reason);
        }
    }

    /** Makes the task this thread's. {@return the one before, to be given back to {@link #leave}} */
    static @Nullable TaskContext enter(TaskContext task) {
        var before = CURRENT.get();
        CURRENT.set(task);
        return before;
    }

    static void leave(@Nullable TaskContext before) {
        if (before == null) {
            CURRENT.remove();
        } else {
            CURRENT.set(before);
        }
    }

    private static TaskContext get() {
        return find().orElseThrow(() -> new IllegalStateException(
                "This thread runs no task, so there is no task context. Ask for it inside a task's method"));
    }

    @Override
    public String id() {
        return get().id();
    }

    @Override
    public String name() {
        return get().name();
    }

    @Override
    public String displayName() {
        return get().displayName();
    }

    @Override
    public int attempt() {
        return get().attempt();
    }

    @Override
    public List<@Nullable Object> args() {
        return get().args();
    }

    @Override
    public String worker() {
        return get().worker();
    }

    @Override
    public Map<String, String> headers() {
        return get().headers();
    }

    @Override
    public String rootId() {
        return get().rootId();
    }

    @Override
    public Optional<String> parentId() {
        return get().parentId();
    }

    @Override
    public <R> AsyncResult<R> addToChord(Canvas<R> member) {
        return get().addToChord(member);
    }

    @Override
    public Map<String, Object> stamps() {
        return get().stamps();
    }

    @Override
    public Optional<String> groupId() {
        return get().groupId();
    }

    @Override
    public Optional<Delivery> delivery() {
        return get().delivery();
    }

    @Override
    public void progress(long done, long total, String message) {
        get().progress(done, total, message);
    }

    @Override
    public void updateState(String state, @Nullable Object meta) {
        get().updateState(state, meta);
    }

    @Override
    public boolean isAborted() {
        return get().isAborted();
    }

    @Override
    public void checkpoint() {
        get().checkpoint();
    }

    @Override
    public <T> @Nullable T once(String key, Class<T> type, Callable<? extends @Nullable T> call) throws Exception {
        return get().once(key, type, call);
    }

    @Override
    public <T> @Nullable T once(String key, ResultType<T> type, Callable<? extends @Nullable T> call) throws Exception {
        return get().once(key, type, call);
    }

    @Override
    public <T> T allowJoin(Callable<T> call) throws Exception {
        return get().allowJoin(call);
    }
}
