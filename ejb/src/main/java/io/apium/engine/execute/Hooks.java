package io.apium.engine.execute;

import io.apium.TaskHooks;
import io.apium.engine.execute.Outcome.Failure;
import io.apium.engine.execute.Outcome.Replaced;
import io.apium.engine.execute.Outcome.Retried;
import io.apium.engine.execute.Outcome.Success;
import io.apium.engine.result.Joining;
import io.apium.engine.task.TaskDefinition;

/** Calls what a task's bean wants to be told. */
final class Hooks {

    private Hooks() {}

    @FunctionalInterface
    private interface Call {
        void on(TaskHooks hooks) throws Exception;
    }

    /** @throws HookFailedException if the hook throws something */
    static void beforeStart(TaskDefinition task, Invocation invocation) {
        call(task, invocation, hooks -> hooks.beforeStart(invocation));
    }

    /** @throws HookFailedException if a hook throws something */
    static void afterwards(TaskDefinition task, Invocation invocation, Outcome outcome) {
        if (outcome instanceof Success success) {
            call(task, invocation, hooks -> {
                hooks.onSuccess(invocation, success.returned());
                hooks.afterReturn(invocation, success.state());
            });
        } else if (outcome instanceof Failure failure) {
            call(task, invocation, hooks -> {
                hooks.onFailure(invocation, failure.cause());
                hooks.afterReturn(invocation, failure.state());
            });
        } else if (outcome instanceof Retried retried) {
            call(task, invocation, hooks -> hooks.onRetry(invocation, retried.cause(), retried.nextAt()));
        } else if (outcome instanceof Replaced replaced) {
            call(task, invocation, hooks -> hooks.onReplace(invocation, replaced.canvas()));
        }
    }

    private static void call(TaskDefinition task, Invocation invocation, Call call) {
        var hooks = task.hooks();
        if (hooks == null) {
            return;
        }
        var before = CurrentTask.enter(invocation);
        var couldJoin = Joining.allow(false);
        try {
            call.on(hooks);
        } catch (Throwable e) {
            throw new HookFailedException(e);
        } finally {
            Joining.allow(couldJoin);
            CurrentTask.leave(before);
        }
    }
}
