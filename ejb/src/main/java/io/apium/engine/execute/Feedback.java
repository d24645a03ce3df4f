package io.apium.engine.execute;

import io.apium.Progress;
import io.apium.TaskState;
import java.lang.reflect.Type;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;

/** What a task tells while it runs, and what it is told. */
interface Feedback {

    void progress(Progress progress);

    void state(TaskState state, @Nullable Object meta);

    boolean isAborted();

    @Nullable
    Object once(String key, Type type, Callable<?> call) throws Exception;

    /** {@return feedback of a task that is called in the caller's thread: nobody else knows of it} */
    static Feedback none() {
        return NoFeedback.INSTANCE;
    }
}
