package io.apium.engine.execute;

import static org.assertj.core.api.Assertions.assertThat;

import io.apium.AsyncResult;
import io.apium.Execution;
import io.apium.Progress;
import io.apium.Task;
import io.apium.TaskAttempt;
import io.apium.TaskContext;
import io.apium.TaskState;
import io.apium.engine.Laptop;
import java.time.Duration;
import java.util.ArrayList;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** What a task tells that runs again, because it wants to or because its worker was lost. */
class RepeatedFeedbackTest {

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

        @Task(name = "copyLong", execution = Execution.AT_LEAST_ONCE)
        @Nullable
        Object copyLong(TaskContext context) throws Exception {
            return work.in(context);
        }
    }

    private static final Duration AT_ONCE = Duration.ZERO;

    private final Laptop laptop = new Laptop();
    private final Copier copier = laptop.add(new Copier());

    private AsyncResult<Object> copy() {
        return laptop.tasks().signature(Copier::copy).delay();
    }

    @Test
    void aRetryReplacesTheProgressOfItsAttempt() {
        copier.work = context -> {
            context.progress(1, 3, "reading");
            throw context.retry();
        };
        var result = copy();

        laptop.work();
        assertThat(result.state()).isEqualTo(TaskState.RETRY);
        assertThat(result.progress()).isEmpty();
        laptop.clock().advance(Duration.ofMinutes(3));
        laptop.crash("apium");

        assertThat(result.attempts()).extracting(TaskAttempt::state).containsExactly(TaskState.RETRY, TaskState.RETRY);
    }

    @Test
    void aTaskThatIsRedeliveredTellsItsProgressAnew() {
        copier.work = context -> {
            context.progress(context.delivery().orElseThrow().count(), 3, "reading");
            return null;
        };
        var result = copy();

        laptop.crash("apium");
        assertThat(result.progress().map(Progress::done)).contains(1L);
        laptop.work();

        assertThat(result.progress().map(Progress::done)).contains(2L);
        assertThat(result.state()).isEqualTo(TaskState.SUCCESS);
    }

    @Test
    void theProgressOfADeliveryThatTheBrokerForgotDoesNoHarm() {
        copier.work = context -> {
            context.progress(1, 3, "reading");
            return "copied";
        };
        var result = copy();

        laptop.crash("apium");
        laptop.forgetDeliveries();
        laptop.work();

        assertThat(result.get(AT_ONCE)).isEqualTo("copied");
    }

    @Test
    void theProgressOfALostWorkerDoesNoHarm() {
        var starts = new ArrayList<Integer>();
        copier.work = context -> {
            starts.add(context.attempt());
            context.progress(starts.size(), 3, "reading");
            if (starts.size() == 1) {
                loseThisNode();
            }
            return "copied by " + starts.size();
        };
        var result = laptop.tasks().signature(Copier::copyLong).delay();

        laptop.work();
        assertThat(result.progress().map(Progress::done)).contains(1L);
        laptop.clock().advance(Duration.ofMinutes(1));
        laptop.work();

        assertThat(result.get(AT_ONCE)).isEqualTo("copied by 2");
        assertThat(result.progress().map(Progress::done)).contains(2L);
    }

    @Test
    void aLostWorkersProgressIsReplacedByARetry() {
        var starts = new ArrayList<Integer>();
        copier.work = context -> {
            starts.add(context.attempt());
            if (starts.size() == 1) {
                context.progress(1, 3, "reading");
                loseThisNode();
            }
            if (context.attempt() == 0) {
                throw context.retry();
            }
            return "copied";
        };
        var result = laptop.tasks().signature(Copier::copyLong).delay();

        for (int i = 0; i < 3; i++) {
            laptop.work();
            laptop.clock().advance(Duration.ofMinutes(5));
        }

        assertThat(result.get(AT_ONCE)).isEqualTo("copied");
        assertThat(starts).containsExactly(0, 0, 1);
    }

    /** Lets another node take over what this one has leased, because it gives no sign of life. */
    private void loseThisNode() {
        laptop.clock().advance(Duration.ofMinutes(1));
        laptop.restart();
        laptop.tick();
    }
}
