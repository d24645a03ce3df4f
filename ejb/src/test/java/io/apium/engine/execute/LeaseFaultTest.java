package io.apium.engine.execute;

import static io.apium.Execution.AT_LEAST_ONCE;
import static io.apium.Execution.AT_MOST_ONCE;
import static org.assertj.core.api.Assertions.assertThat;

import io.apium.AsyncResult;
import io.apium.PayloadTooLargeException;
import io.apium.Task;
import io.apium.TaskContext;
import io.apium.TaskHooks;
import io.apium.TaskState;
import io.apium.UnknownTaskException;
import io.apium.engine.Background;
import io.apium.engine.Laptop;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Leased tasks of which something fails before or after their work, on a node that has one place. */
class LeaseFaultTest {

    static class Studio implements TaskHooks {

        private final Laptop laptop;
        private final Journal journal;

        Studio(Laptop laptop) {
            this.laptop = laptop;
            this.journal = new Journal(laptop);
        }

        @Override
        public void onSuccess(TaskContext context, @Nullable Object value) {
            laptop.tasks().signature("told").applyAsync(o -> o.queue("told"));
        }

        @Task(name = "render", execution = AT_LEAST_ONCE)
        void render(String film) {
            journal.write(film);
        }

        @Task(name = "air", execution = AT_MOST_ONCE, trackStarted = true)
        void air(String film) {
            journal.write(film);
        }

        @Task(name = "stumble", execution = AT_MOST_ONCE)
        void stumble(String film) {
            journal.write(film);
            throw new IllegalStateException() {
                @Override
                public String getMessage() {
                    throw new UnsupportedOperationException();
                }
            };
        }

        @Task(name = "swell", execution = AT_LEAST_ONCE)
        void swell(TaskContext context, String film) {
            throw context.retry().args(film.repeat(1000));
        }

        @Task(name = "swellAtomic")
        void swellAtomic(TaskContext context, String film) {
            swell(context, film);
        }
    }

    private final Laptop laptop = new Laptop(Map.of("apium.worker-slots", "1", "apium.message-max-payload", "1000"));
    private final Studio studio = laptop.add(new Studio(laptop));

    @AfterEach
    void close() {
        laptop.close();
    }

    private boolean isLeased(AsyncResult<?> task) {
        return laptop.stores().leases().findLosses(task.id(), 0).isPresent();
    }

    /** {@return how many messages there are of the tasks under test} */
    private int messages() {
        return laptop.messages("apium").size()
                + laptop.messages("apium.lease").size()
                + laptop.messages("DLQ").size();
    }

    private void deliverAll(AsyncResult<?> running) {
        while (laptop.deliver("apium")) {
            assertThat(isLeased(running)).isTrue();
        }
    }

    private void run(AsyncResult<?> task) {
        assertThat(laptop.deliver("apium")).isTrue();
        assertThat(isLeased(task)).isTrue();
        // If it waited for a slot, its lease is there a moment before it starts.
        Background.await(laptop::runLeased);
    }

    @Test
    void aRetryThatIsTooLargeFailsTheTask() {
        for (var signature : List.of(
                laptop.tasks().signature(Studio::swell, "film"),
                laptop.tasks().signature(Studio::swellAtomic, "film"))) {
            var film = signature.delay();

            laptop.work();

            assertThat(film.failure().orElseThrow().type()).isEqualTo(PayloadTooLargeException.class.getName());
            assertThat(isLeased(film)).isFalse();
            assertThat(messages()).isZero();
        }
    }

    @Test
    void aTaskThatMayRunOnceRunsOnceWhateverItThrows() {
        var film = laptop.tasks().signature(Studio::stumble, "Metropolis").delay();

        laptop.work();

        assertThat(studio.journal.calls()).containsOnlyOnce("Metropolis");
        assertThat(film.failure().orElseThrow().message()).contains("cannot be told");
        assertThat(isLeased(film)).isFalse();
    }

    @Test
    void aSecondMessageOfALeasedTaskIsDropped() {
        var film = laptop.tasks().signature(Studio::render, "Metropolis").delay();
        var copy = laptop.messages("apium").get(0);
        laptop.deliver("apium");

        laptop.send("apium", copy.properties(), copy.body());
        deliverAll(film);
        laptop.runLeased();

        assertThat(laptop.runLeased()).isFalse();
        assertThat(studio.journal.calls()).containsOnlyOnce("Metropolis");
        assertThat(film.state()).isEqualTo(TaskState.SUCCESS);
        assertThat(messages()).isZero();
    }

    @Test
    void aSecondMessageOfATaskThatHasEndedIsDropped() {
        var film = laptop.tasks().signature(Studio::render, "Metropolis").delay();
        var copy = laptop.messages("apium").get(0);
        run(film);

        laptop.send("apium", copy.properties(), copy.body());
        while (laptop.deliver("apium")) {
            assertThat(isLeased(film)).isFalse();
        }

        assertThat(laptop.runLeased()).isFalse();
        assertThat(messages()).isZero();
    }

    @Test
    void aTaskWhoseIdGetsAResultWhileItRunsFreesItsPlaceAllTheSame() {
        var film = laptop.tasks().signature(Studio::render, "Metropolis").applyAsync(o -> o.taskId("film"));
        laptop.deliver("apium");
        laptop.tasks().signature("unheard.of").applyAsync(o -> o.taskId("film"));
        laptop.deliver("apium");
        assertThat(film.state()).isEqualTo(TaskState.FAILURE);

        laptop.hurry(100);
        laptop.runLeased();

        Background.await(() -> !isLeased(film));
        assertThat(film.failure().orElseThrow().type()).isEqualTo(UnknownTaskException.class.getName());
        assertThat(laptop.messages("told")).isEmpty();
        run(laptop.tasks().signature(Studio::render, "Vertigo").delay());
    }

    @Test
    void aMessageThatIsNotAcknowledgedLeavesNoLeaseAndItsPlaceIsFree() {
        var film = laptop.tasks().signature(Studio::render, "Metropolis").delay();

        laptop.crash("apium");
        assertThat(isLeased(film)).isFalse();
        assertThat(laptop.runLeased()).isFalse();
        run(film);

        assertThat(film.state()).isEqualTo(TaskState.SUCCESS);
        assertThat(studio.journal.calls()).containsOnlyOnce("Metropolis");
    }

    @Test
    void aStartThatCannotBeStoredIsTriedAgain() {
        var film = laptop.tasks().signature(Studio::air, "Metropolis").delay();
        laptop.deliver("apium");

        laptop.failCommits(2);
        laptop.runLeased();
        assertThat(studio.journal.calls()).isEmpty();
        laptop.clock().advance(Duration.ofMillis(500));
        run(film);

        assertThat(studio.journal.calls()).containsOnlyOnce("Metropolis");
    }

    @Test
    void aTaskForWhichThereIsNoThreadIsTriedAgain() {
        var film = laptop.tasks().signature(Studio::render, "Metropolis").delay();

        laptop.refuseThreads(1);
        laptop.deliver("apium");
        Background.await(() -> messages() == 1);
        laptop.clock().advance(Duration.ofMillis(500));
        run(film);

        assertThat(film.state()).isEqualTo(TaskState.SUCCESS);
    }

    @Test
    void aTaskForWhichThereIsNoThreadIsTriedAgainThoughTheDatabaseIsAway() {
        laptop.hurry(100);
        var film = laptop.tasks().signature(Studio::render, "Metropolis").delay();

        laptop.refuseThreads(1);
        laptop.failCommitsAfter(1, 2);
        laptop.deliver("apium");
        Background.await(() -> messages() == 1);
        laptop.clock().advance(Duration.ofMillis(500));
        run(film);

        assertThat(film.state()).isEqualTo(TaskState.SUCCESS);
    }

    @Test
    void anOutcomeWaitsForADatabaseThatIsAwayAndKeepsItsPlaceMeanwhile() {
        var film = laptop.tasks().signature(Studio::render, "Metropolis").delay();
        var next = laptop.tasks().signature(Studio::render, "Vertigo").delay();
        deliverAll(film);

        laptop.hurry(20);
        laptop.failCommits(Integer.MAX_VALUE);
        laptop.runLeased();
        assertThat(film.state()).isEqualTo(TaskState.PENDING);
        assertThat(isLeased(film)).isTrue();
        assertThat(isLeased(next)).isFalse();
        assertThat(laptop.runLeased()).isFalse();

        laptop.failCommits(0);
        Background.await(() -> isLeased(next));
        assertThat(film.state()).isEqualTo(TaskState.SUCCESS);
        assertThat(laptop.messages("told")).hasSize(1);
        Background.await(laptop::runLeased);
        assertThat(next.state()).isEqualTo(TaskState.SUCCESS);
    }

    @Test
    void anOutcomeThatIsNotStoredKeepsItsPlace() {
        var film = laptop.tasks().signature(Studio::render, "Metropolis").delay();
        var next = laptop.tasks().signature(Studio::render, "Vertigo").delay();
        deliverAll(film);

        laptop.failCommits(1);
        laptop.runLeased();
        laptop.tick();

        var isNextLeased = isLeased(next);
        assertThat(isNextLeased && isLeased(film)).isFalse();
    }
}
