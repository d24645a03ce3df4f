package io.apium.engine.execute;

import static org.assertj.core.api.Assertions.assertThat;

import io.apium.AsyncResult;
import io.apium.Task;
import io.apium.TaskContext;
import io.apium.TaskState;
import io.apium.engine.Laptop;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** A task can be asked to end. */
class AbortTest {

    interface Work {
        @Nullable
        Object in(TaskContext context) throws Exception;
    }

    static class Copier {

        private Work work = context -> null;

        @Task(name = "copy")
        @Nullable
        Object copy(TaskContext context) throws Exception {
            return work.in(context);
        }
    }

    private static final Duration AT_ONCE = Duration.ZERO;

    private final Laptop laptop = new Laptop();
    private final Copier copier = laptop.add(new Copier());

    private AsyncResult<Object> copy() {
        return laptop.tasks().signature(Copier::copy).delay();
    }

    /** {@return what somebody else knows of the task at this moment} */
    private AsyncResult<Object> seen(TaskContext context) {
        return laptop.tasks().result(context.id());
    }

    @Test
    void aRunningTaskIsToldThatItShouldEnd() {
        copier.work = context -> {
            var before = context.isAborted();
            laptop.transactions().outside(() -> {
                seen(context).abort();
                return true;
            });
            return List.of(before, context.isAborted(), laptop.context().isAborted());
        };
        var result = copy();

        laptop.work();

        assertThat(result.get(AT_ONCE)).isEqualTo(List.of(false, true, true));
    }

    @Test
    void aTaskThatHasNotBegunIsToldWhenItDoesAndEveryAttemptAnew() {
        var told = new ArrayList<Boolean>();
        copier.work = context -> {
            told.add(context.isAborted());
            if (context.attempt() == 0) {
                throw context.retry().countdown(Duration.ZERO);
            }
            return "ended early";
        };
        var result = copy();
        var other = copy();
        assertThat(result.isAborted()).isFalse();

        result.abort();
        result.abort();
        assertThat(result.isAborted()).isTrue();
        assertThat(other.isAborted()).isFalse();
        assertThat(result.state()).isEqualTo(TaskState.PENDING);
        laptop.work();

        assertThat(told).containsExactlyInAnyOrder(true, true, false, false);
        assertThat(result.get(AT_ONCE)).isEqualTo("ended early");
    }

    @Test
    void askingATaskToEndTakesNoPartInTheCallersTransaction() {
        var result = copy();

        laptop.inTransaction(() -> {
            result.abort();
            laptop.transactions().setRollbackOnly();
        });

        assertThat(result.isAborted()).isTrue();
        result.forget();
        assertThat(result.isAborted()).isFalse();
    }
}
