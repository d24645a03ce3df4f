package io.apium.engine.execute;

import io.apium.Progress;
import io.apium.TaskState;
import java.lang.reflect.Type;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;

/** For a task that is called in the caller's thread. */
enum NoFeedback implements Feedback {
    INSTANCE;

    @Override
    public void progress(Progress progress) {
        // Nobody else knows of the task.
    }

    @Override
    public void state(TaskState state, @Nullable Object meta) {
        // Nobody else knows of the task.
    }

    @Override
    public boolean isAborted() {
        return false;
    }

    @Override
    public @Nullable Object once(String key, Type type, Callable<?> call) throws Exception {
        return call.call();
    }
}
