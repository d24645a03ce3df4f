package io.apium.engine.execute;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.apium.AsyncResult;
import io.apium.Execution;
import io.apium.Progress;
import io.apium.Task;
import io.apium.TaskAttempt;
import io.apium.TaskContext;
import io.apium.TaskState;
import io.apium.UnreadableResultException;
import io.apium.engine.Laptop;
import java.time.Duration;
import java.util.ArrayList;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What a task tells while it runs. */
class FeedbackTest {

    record Upload(String file, int parts) {}

    /** Jackson finds nothing in it to write. */
    static class Opaque {}

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

    /** {@return what somebody else knows of the task at this moment} */
    private AsyncResult<Object> seen(TaskContext context) {
        return laptop.tasks().result(context.id());
    }

    @ParameterizedTest
    @ValueSource(strings = {"copy", "copyLong"})
    void progressIsSeenByOthersWhileTheTaskRuns(String task) {
        copier.work = context -> {
            context.progress(1, 3, "reading");
            assertThat(seen(context).state()).isEqualTo(TaskState.PROGRESS);
            assertThat(seen(context).ready()).isFalse();
            assertThat(seen(context).attempts())
                    .containsExactly(new TaskAttempt(
                            0, TaskState.PROGRESS, Laptop.WORKER, laptop.clock().instant(), null, null, null));
            return seen(context).progress().orElseThrow();
        };
        var result = laptop.tasks().signature(task).returning(Progress.class).delay();

        laptop.work();

        assertThat(result.get(AT_ONCE)).isEqualTo(new Progress(1, 3, "reading"));
        assertThat(result.attempts()).hasSize(1);
    }

    @Test
    void progressIsStoredAtMostTenTimesASecond() {
        var stored = new ArrayList<Long>();
        copier.work = context -> {
            for (int done = 1; done <= 40; done++) {
                context.progress(done, 100, "");
                stored.add(seen(context).progress().orElseThrow().done());
                laptop.clock().advance(Duration.ofMillis(10));
            }
            return null;
        };
        copy();

        laptop.work();

        assertThat(stored).hasSize(40);
        assertThat(stored.stream().distinct()).containsExactly(1L, 11L, 21L, 31L);
    }

    @ParameterizedTest
    @ValueSource(longs = {3, 4})
    void theLastProgressIsStoredHoweverSoonItComes(long last) {
        copier.work = context -> {
            context.progress(1, 3, "");
            context.progress(2, 3, "");
            context.progress(last, 3, "done");
            return null;
        };
        var result = copy();

        laptop.work();

        assertThat(result.progress()).contains(new Progress(last, 3, "done"));
    }

    @Test
    void progressOutlivesTheWorkThatIsRolledBack() {
        copier.work = context -> {
            context.progress(1, 3, "reading");
            throw new IllegalStateException("disk full");
        };
        var result = copy();

        laptop.work();

        assertThat(result.state()).isEqualTo(TaskState.FAILURE);
        assertThat(result.progress()).contains(new Progress(1, 3, "reading"));
        assertThat(result.attempts()).extracting(TaskAttempt::state).containsExactly(TaskState.FAILURE);
    }

    @Test
    void progressMayBeToldByAnotherThreadOrAnotherBean() {
        copier.work = context -> {
            CompletableFuture.runAsync(() -> context.progress(1, 3, "reading")).get();
            assertThat(seen(context).progress()).isPresent();
            laptop.context().progress(3, 3, "written");
            return null;
        };
        var result = copy();

        laptop.work();

        assertThat(result.progress()).contains(new Progress(3, 3, "written"));
    }

    @Test
    void aStateOfItsOwnIsSeenWithWhatItSays() {
        copier.work = context -> {
            context.updateState("UPLOADING", new Upload("a.txt", 3));
            assertThat(seen(context).state()).isEqualTo(new TaskState("UPLOADING"));
            assertThat(seen(context).meta(Upload.class)).contains(new Upload("a.txt", 3));
            assertThat(seen(context).progress()).isEmpty();
            assertThatThrownBy(() -> seen(context).meta(Integer.class)).isInstanceOf(UnreadableResultException.class);
            context.updateState("WAITING", null);
            assertThat(seen(context).state()).isEqualTo(new TaskState("WAITING"));
            return seen(context).meta(Upload.class).isPresent();
        };
        var result = copy();

        laptop.work();

        assertThat(result.get(AT_ONCE)).isEqualTo(false);
        assertThat(result.state()).isEqualTo(TaskState.SUCCESS);
    }

    @Test
    void progressMayBeToldAsAState() {
        copier.work = context -> {
            context.updateState("PROGRESS", new Progress(1, 2, "half"));
            return seen(context).progress().orElseThrow().message();
        };
        var result = copy();

        laptop.work();

        assertThat(result.get(AT_ONCE)).isEqualTo("half");
    }

    @ParameterizedTest
    @ValueSource(strings = {"PENDING", "RECEIVED", "STARTED", "RETRY", "SUCCESS", "FAILURE", "REVOKED", "", " "})
    void thePredefinedStatesAndNoneAreRefused(String state) {
        copier.work = context -> {
            assertThatThrownBy(() -> context.updateState(state, null)).isInstanceOf(IllegalArgumentException.class);
            return seen(context).state().name();
        };
        var result = copy();

        laptop.work();

        assertThat(result.get(AT_ONCE)).isEqualTo("PENDING");
    }

    @Test
    void aStateThatSaysWhatIsNoJsonIsRefused() {
        copier.work = context -> {
            context.updateState("UPLOADING", new Opaque());
            return null;
        };
        var result = copy();

        laptop.work();

        assertThat(result.failure()).get().satisfies(failure -> {
            assertThat(failure.type()).isEqualTo(IllegalArgumentException.class.getName());
            assertThat(failure.message()).contains("UPLOADING", "Opaque");
        });
    }

    @Test
    void inTheCallersThreadNobodyIsTold() {
        copier.work = context -> {
            context.progress(1, 3, "reading");
            context.updateState("UPLOADING", new Upload("a.txt", 3));
            assertThatThrownBy(() -> context.updateState("SUCCESS", null)).isInstanceOf(IllegalArgumentException.class);
            return seen(context).state().name() + context.isAborted();
        };

        assertThat(laptop.tasks().signature(Copier::copy).call()).isEqualTo("PENDINGfalse");
    }
}
