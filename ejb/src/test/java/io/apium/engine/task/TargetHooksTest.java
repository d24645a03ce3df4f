package io.apium.engine.task;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import io.apium.Task;
import io.apium.TaskContext;
import io.apium.TaskHooks;
import io.apium.TaskState;
import io.apium.canvas.Canvas;
import io.apium.engine.message.Json;
import java.io.IOException;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.lang.reflect.UndeclaredThrowableException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class TargetHooksTest {

    interface Hook {
        void call(TaskHooks hooks) throws Exception;
    }

    static class Orders implements TaskHooks {

        final List<String> calls = new ArrayList<>();

        @Task(name = "charge")
        void charge() {}

        @Override
        public void beforeStart(TaskContext context) {
            calls.add("beforeStart");
        }

        @Override
        public void onSuccess(TaskContext context, @Nullable Object value) {
            calls.add("onSuccess " + value);
        }

        @Override
        public void onFailure(TaskContext context, Throwable cause) {
            calls.add("onFailure " + cause.getMessage());
        }

        @Override
        public void onRetry(TaskContext context, Throwable cause, Instant nextAt) {
            calls.add("onRetry " + cause.getMessage() + " " + nextAt);
        }

        @Override
        public void onReplace(TaskContext context, Canvas<?> canvas) {
            calls.add("onReplace " + canvas);
        }

        @Override
        public void afterReturn(TaskContext context, TaskState state) {
            calls.add("afterReturn " + state);
        }
    }

    static class Derived extends Orders {}

    static class Plain {
        @Task(name = "plain")
        void work() {}
    }

    private static final TaskContext CONTEXT = (TaskContext) Proxy.newProxyInstance(
            TaskContext.class.getClassLoader(), new Class<?>[] {TaskContext.class}, (proxy, method, args) -> {
                throw new AssertionError("Hooks are given the context, and nobody looks into it");
            });

    private static final Canvas<?> CANVAS = (Canvas<?>) Proxy.newProxyInstance(
            Canvas.class.getClassLoader(), new Class<?>[] {Canvas.class}, (proxy, method, args) -> "canvas");

    private static @Nullable TaskHooks hooks(Class<?> bean, String task, TaskTarget target) {
        return new TaskRegistry.Builder(new Json())
                .add(bean, target)
                .build()
                .get(task)
                .hooks();
    }

    private static TaskHooks throwing(Throwable exception) {
        return Objects.requireNonNull(hooks(Orders.class, "charge", (method, args) -> {
            throw exception;
        }));
    }

    static List<Hook> all() {
        return List.of(
                hooks -> hooks.beforeStart(CONTEXT),
                hooks -> hooks.onSuccess(CONTEXT, "value"),
                hooks -> hooks.onFailure(CONTEXT, new IOException()),
                hooks -> hooks.onRetry(CONTEXT, new IOException(), Instant.EPOCH),
                hooks -> hooks.onReplace(CONTEXT, CANVAS),
                hooks -> hooks.afterReturn(CONTEXT, TaskState.SUCCESS));
    }

    @Test
    void hooksAreCalledThroughTheTarget() throws Exception {
        var bean = new Derived();
        var contexts = new ArrayList<@Nullable Object>();
        var hooks = Objects.requireNonNull(hooks(Derived.class, "charge", (method, args) -> {
            contexts.add(args[0]);
            return invoke(bean, method, args);
        }));

        hooks.beforeStart(CONTEXT);
        hooks.onSuccess(CONTEXT, 7);
        hooks.onSuccess(CONTEXT, null);
        hooks.onFailure(CONTEXT, new IOException("no money"));
        hooks.onRetry(CONTEXT, new IOException("busy"), Instant.EPOCH);
        hooks.onReplace(CONTEXT, CANVAS);
        hooks.afterReturn(CONTEXT, TaskState.FAILURE);

        assertThat(bean.calls)
                .containsExactly(
                        "beforeStart",
                        "onSuccess 7",
                        "onSuccess null",
                        "onFailure no money",
                        "onRetry busy 1970-01-01T00:00:00Z",
                        "onReplace canvas",
                        "afterReturn FAILURE");
        assertThat(contexts).hasSize(7).allMatch(context -> context == CONTEXT);
    }

    @Test
    void everyHookThereIsIsCalled() {
        var called = new ArrayList<Method>();
        var hooks = Objects.requireNonNull(hooks(Orders.class, "charge", (method, args) -> {
            called.add(method);
            return null;
        }));

        all().forEach(hook -> assertThat(catchThrowable(() -> hook.call(hooks))).isNull());

        assertThat(called)
                .containsExactlyInAnyOrderElementsOf(Arrays.stream(TaskHooks.class.getDeclaredMethods())
                        .filter(method -> !method.isSynthetic())
                        .toList());
    }

    @Test
    void aBeanThatWantsToBeToldNothingHasNoHooks() {
        assertThat(hooks(Plain.class, "plain", (method, args) -> null)).isNull();
    }

    @ParameterizedTest
    @MethodSource("all")
    void whatAHookThrowsComesOutAsItIs(Hook hook) {
        for (var exception : List.of(new IOException(), new IllegalStateException(), new StackOverflowError())) {
            assertThat(catchThrowable(() -> hook.call(throwing(exception)))).isSameAs(exception);
        }
    }

    @Test
    void whatIsNeitherExceptionNorErrorIsWrapped() {
        var odd = new Throwable("odd");

        assertThat(catchThrowable(() -> throwing(odd).beforeStart(CONTEXT)))
                .isInstanceOf(UndeclaredThrowableException.class)
                .hasMessage("beforeStart threw neither an Exception nor an Error")
                .hasCause(odd);
    }

    private static @Nullable Object invoke(Object bean, Method method, @Nullable Object... args) throws Throwable {
        try {
            return method.invoke(bean, args);
        } catch (InvocationTargetException e) {
            throw Objects.requireNonNull(e.getCause());
        }
    }
}
