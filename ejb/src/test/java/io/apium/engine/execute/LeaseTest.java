package io.apium.engine.execute;

import static io.apium.Execution.AT_LEAST_ONCE;
import static io.apium.Execution.AT_MOST_ONCE;
import static org.assertj.core.api.Assertions.assertThat;

import io.apium.AsyncResult;
import io.apium.InvalidArgumentsException;
import io.apium.Task;
import io.apium.TaskContext;
import io.apium.TaskHooks;
import io.apium.TaskRejectedException;
import io.apium.TaskState;
import io.apium.WorkerLostException;
import io.apium.engine.Laptop;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Tasks that run outside a transaction, on a lease, on a node that lives. */
class LeaseTest {

    static class NoFilmException extends RuntimeException {
        private static final long serialVersionUID = 1L;
    }

    /** The films are its tasks' arguments. */
    static class Studio implements TaskHooks {

        private final Laptop laptop;
        private final Journal journal;
        private String failingHook = "none";

        Studio(Laptop laptop) {
            this.laptop = laptop;
            this.journal = new Journal(laptop);
        }

        private void write(String entry) {
            journal.write(entry + (laptop.transactions().current().isPresent() ? " in a transaction" : ""));
        }

        /** Sends a message, whose being there tells whether the sender's work was kept. */
        private void tell(String what) {
            laptop.tasks().signature("office.tell", what).applyAsync(o -> o.queue("told"));
            write(what);
            if (what.equals(failingHook)) {
                throw new IllegalStateException(what + " failed");
            }
        }

        @Override
        public void beforeStart(TaskContext context) {
            tell("beforeStart");
        }

        @Override
        public void onSuccess(TaskContext context, @Nullable Object value) {
            tell("onSuccess");
        }

        @Override
        public void onFailure(TaskContext context, Throwable cause) {
            tell("onFailure");
        }

        @Override
        public void onRetry(TaskContext context, Throwable cause, Instant nextAt) {
            tell("onRetry");
        }

        @Task(name = "render", execution = AT_LEAST_ONCE)
        String render(String film) {
            write(film);
            return film + ", rendered";
        }

        @Task(name = "air", execution = AT_MOST_ONCE, ignoreResult = true)
        void air(String film) {
            write(film);
        }

        @Task(name = "burn", execution = AT_LEAST_ONCE, ignoreResult = true)
        void burn(String film) {
            tell(film);
            throw new NoFilmException();
        }

        @Task(name = "develop", execution = AT_MOST_ONCE)
        int develop(TaskContext context, String film) {
            write(film);
            if (context.attempt() == 0) {
                throw context.retry(new NoFilmException()).countdown(Duration.ofMinutes(1));
            }
            return context.attempt();
        }

        @Task(name = "sort", execution = AT_LEAST_ONCE)
        void sort(TaskContext context, String where) {
            write(where);
            throw switch (where) {
                case "bin" -> context.reject("black");
                case "later" -> context.reject("busy").requeue();
                default -> context.ignore();
            };
        }
    }

    private final Laptop laptop = new Laptop(Map.of("apium.task-max-deliveries", "3"));
    private final Studio studio = laptop.add(new Studio(laptop));

    @AfterEach
    void close() {
        laptop.close();
    }

    private boolean isLeased(AsyncResult<?> task, int attempt) {
        return laptop.stores().leases().findLosses(task.id(), attempt).isPresent();
    }

    private boolean isLeased(AsyncResult<?> task) {
        return isLeased(task, 0);
    }

    /** {@return how many messages there are of the tasks under test} */
    private int messages() {
        return laptop.messages("apium").size()
                + laptop.messages("apium.lease").size()
                + laptop.messages("DLQ").size();
    }

    private List<String> told() {
        return laptop.messages("told").stream()
                .map(message -> String.valueOf(message.body()).replaceAll("\\W|args", ""))
                .toList();
    }

    private void run(AsyncResult<?> task) {
        assertThat(laptop.deliver("apium")).isTrue();
        assertThat(isLeased(task)).isTrue();
        assertThat(laptop.runLeased()).isTrue();
    }

    @Test
    void theMessageIsAcknowledgedBeforeTheWorkRuns() {
        for (var signature : List.of(
                laptop.tasks().signature(Studio::render, "Metropolis"),
                laptop.tasks().signature(Studio::develop, "Metropolis"))) {
            var film = signature.delay();
            assertThat(laptop.deliver("apium")).isTrue();

            assertThat(messages()).isZero();
            assertThat(isLeased(film)).isTrue();
            assertThat(film.state()).isEqualTo(TaskState.PENDING);
            assertThat(studio.journal.calls()).doesNotContain("Metropolis");

            assertThat(laptop.runLeased()).isTrue();
            assertThat(studio.journal.calls()).contains("Metropolis");
            assertThat(isLeased(film)).isFalse();
            studio.journal.calls().clear();
        }
    }

    @Test
    void theWorkRunsOutsideOfAnyTransactionAndTheHooksWithTheOutcome() {
        var film = laptop.tasks().signature(Studio::render, "Metropolis").delay();

        run(film);

        assertThat(studio.journal.kept()).containsExactly("beforeStart", "Metropolis", "onSuccess in a transaction");
        assertThat(told()).containsExactly("beforeStart", "onSuccess");
        assertThat(film.get(Duration.ZERO)).isEqualTo("Metropolis, rendered");
        assertThat(laptop.result(film.id()))
                .get()
                .satisfies(result -> assertThat(result.worker()).isEqualTo(Laptop.WORKER));
    }

    @Test
    void whatTheWorkSendsStaysSentThoughItFails() {
        var film = laptop.tasks().signature(Studio::burn, "Nitrate").delay();

        run(film);

        assertThat(film.failure().orElseThrow().type()).isEqualTo(NoFilmException.class.getName());
        assertThat(told()).containsExactly("beforeStart", "Nitrate", "onFailure");
        assertThat(isLeased(film)).isFalse();
        assertThat(messages()).isZero();
    }

    @Test
    void anIgnoredValueIsNotStored() {
        var film = laptop.tasks().signature(Studio::air, "Metropolis").delay();

        run(film);

        assertThat(laptop.result(film.id())).isEmpty();
        assertThat(isLeased(film)).isFalse();
        assertThat(told()).contains("onSuccess");
    }

    @Test
    void aRetryIsSentWithTheEndOfTheLeaseAndHasALeaseOfItsOwn() {
        var film = laptop.tasks().signature(Studio::develop, "Vertigo").applyAsync(o -> o.queue("lab"));
        laptop.deliver("lab");
        laptop.runLeased();

        assertThat(film.state()).isEqualTo(TaskState.RETRY);
        assertThat(isLeased(film)).isFalse();
        assertThat(told()).contains("onRetry");
        assertThat(laptop.deliver("lab")).isFalse();

        laptop.clock().advance(Duration.ofMinutes(1));
        assertThat(laptop.deliver("lab")).isTrue();
        assertThat(isLeased(film, 1)).isTrue();
        laptop.runLeased();
        assertThat(film.get(Duration.ZERO)).isEqualTo(1);
    }

    @Test
    void aTaskThatIgnoresItselfLeavesNothing() {
        var film = laptop.tasks().signature(Studio::sort, "nowhere").delay();

        run(film);

        assertThat(film.state()).isEqualTo(TaskState.PENDING);
        assertThat(isLeased(film)).isFalse();
        assertThat(messages()).isZero();
    }

    @Test
    void aRejectedMessageGoesToTheDeadLetterQueue() {
        var film = laptop.tasks().signature(Studio::sort, "bin").delay();
        var message = laptop.messages("apium").get(0);

        run(film);

        assertThat(film.failure().orElseThrow().type()).isEqualTo(TaskRejectedException.class.getName());
        assertThat(laptop.messages("apium.dead")).singleElement().satisfies(letter -> {
            assertThat(letter.body()).isEqualTo(message.body());
            assertThat(letter.properties()).containsAllEntriesOf(message.properties());
        });
        assertThat(isLeased(film)).isFalse();
    }

    @Test
    void aMessageGivenBackComesAgainSoonButNotForEver() {
        var film = laptop.tasks().signature(Studio::sort, "later").delay();

        for (int i = 0; i < 3; i++) {
            run(film);
            assertThat(isLeased(film)).isFalse();
            assertThat(laptop.deliver("apium")).isFalse();
            laptop.clock().advance(Duration.ofMillis(500));
        }
        assertThat(film.state()).isEqualTo(TaskState.PENDING);
        laptop.deliver("apium");

        assertThat(laptop.runLeased()).isFalse();
        assertThat(film.failure().orElseThrow().type()).isEqualTo(WorkerLostException.class.getName());
        assertThat(laptop.messages("apium.dead")).hasSize(1);
    }

    @Test
    void argumentsThatDoNotFitFailTheTask() {
        laptop.send("apium", Map.of("apium_version", 1, "apium_id", "id", "apium_task", "render"), "{}");

        laptop.deliver("apium");
        laptop.runLeased();

        var film = laptop.tasks().result("id");
        assertThat(film.failure().orElseThrow().type()).isEqualTo(InvalidArgumentsException.class.getName());
        assertThat(isLeased(film)).isFalse();
    }

    @Test
    void aHookThatFailsAfterASuccessMakesTheTaskFail() {
        studio.failingHook = "onSuccess";
        var film = laptop.tasks().signature(Studio::render, "Metropolis").delay();

        run(film);

        assertThat(film.failure().orElseThrow().message()).isEqualTo("onSuccess failed");
        assertThat(told()).containsExactly("beforeStart", "onFailure");
        assertThat(isLeased(film)).isFalse();
    }

    @Test
    void aHookThatFailsAfterAFailureChangesNothing() {
        studio.failingHook = "onFailure";
        var film = laptop.tasks().signature(Studio::burn, "Nitrate").delay();

        run(film);

        assertThat(film.failure().orElseThrow().type()).isEqualTo(NoFilmException.class.getName());
        assertThat(told()).containsExactly("beforeStart", "Nitrate");
        assertThat(isLeased(film)).isFalse();
    }

    @Test
    void aMessageThatIsThereTwiceIsLeasedOnce() {
        var film = laptop.tasks().signature(Studio::render, "Metropolis").delay();
        var copy = laptop.messages("apium").get(0);
        laptop.deliver("apium");

        laptop.send("apium", copy.properties(), copy.body());
        assertThat(laptop.deliver("apium")).isTrue();
        assertThat(messages()).isZero();

        assertThat(laptop.runLeased()).isTrue();
        assertThat(laptop.runLeased()).isFalse();
        assertThat(film.state()).isEqualTo(TaskState.SUCCESS);
    }

    @Test
    void anExpiredTaskIsNotLeased() {
        var film = laptop.tasks()
                .signature(Studio::render, "Metropolis")
                .applyAsync(o -> o.expires(laptop.clock().instant()));
        laptop.clock().advance(Duration.ofNanos(1));

        laptop.deliver("apium");

        assertThat(film.state()).isEqualTo(TaskState.REVOKED);
        assertThat(laptop.runLeased()).isFalse();
    }
}
