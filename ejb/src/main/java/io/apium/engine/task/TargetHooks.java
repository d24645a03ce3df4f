package io.apium.engine.task;

import io.apium.TaskContext;
import io.apium.TaskHooks;
import io.apium.TaskState;
import io.apium.canvas.Canvas;
import java.lang.reflect.Method;
import java.lang.reflect.UndeclaredThrowableException;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** The hooks of a bean, called as its tasks are. */
record TargetHooks(TaskTarget target) implements TaskHooks {

    private static final Method BEFORE_START = hook("beforeStart", TaskContext.class);
    private static final Method ON_SUCCESS = hook("onSuccess", TaskContext.class, Object.class);
    private static final Method ON_FAILURE = hook("onFailure", TaskContext.class, Throwable.class);
    private static final Method ON_RETRY = hook("onRetry", TaskContext.class, Throwable.class, Instant.class);
    private static final Method ON_REPLACE = hook("onReplace", TaskContext.class, Canvas.class);
    private static final Method AFTER_RETURN = hook("afterReturn", TaskContext.class, TaskState.class);

    @Override
    public void beforeStart(TaskContext context) throws Exception {
        call(BEFORE_START, context);
    }

    @Override
    public void onSuccess(TaskContext context, @Nullable Object value) throws Exception {
        call(ON_SUCCESS, context, value);
    }

    @Override
    public void onFailure(TaskContext context, Throwable cause) throws Exception {
        call(ON_FAILURE, context, cause);
    }

    @Override
    public void onRetry(TaskContext context, Throwable cause, Instant nextAt) throws Exception {
        call(ON_RETRY, context, cause, nextAt);
    }

    @Override
    public void onReplace(TaskContext context, Canvas<?> canvas) throws Exception {
        call(ON_REPLACE, context, canvas);
    }

    @Override
    public void afterReturn(TaskContext context, TaskState state) throws Exception {
        call(AFTER_RETURN, context, state);
    }

    private void call(Method hook, @Nullable Object... args) throws Exception {
        try {
            target.invoke(hook, args);
        } catch (Exception | Error e) {
            throw e;
        } catch (Throwable e) {
            throw new UndeclaredThrowableException(e, hook.getName() + " threw neither an Exception nor an Error");
        }
    }

    private static Method hook(String name, Class<?>... parameters) {
        try {
            return TaskHooks.class.getMethod(name, parameters);
        } catch (NoSuchMethodException e) {
            throw new ExceptionInInitializerError(e);
        }
    }
}
