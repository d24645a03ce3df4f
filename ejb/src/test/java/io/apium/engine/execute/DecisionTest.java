package io.apium.engine.execute;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import io.apium.AsyncResult;
import io.apium.Execution;
import io.apium.Task;
import io.apium.TaskContext;
import io.apium.TaskFailedException;
import io.apium.TaskFailure;
import io.apium.TaskRejectedException;
import io.apium.TaskState;
import io.apium.WorkerLostException;
import io.apium.engine.Laptop;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A task that refuses its message, gives it back, or ends without a result. */
class DecisionTest {

    interface Work {
        String in(TaskContext context) throws Exception;
    }

    static class Post {

        private final Laptop laptop;
        private final List<Integer> deliveries = new ArrayList<>();
        private Work work = context -> "delivered";

        Post(Laptop laptop) {
            this.laptop = laptop;
        }

        @Task(name = "post.carry", queue = "post")
        String carry(TaskContext context, String letter) throws Exception {
            deliveries.add(context.delivery().orElseThrow().count());
            laptop.tasks().signature(Post::bill, letter).delay();
            return work.in(context);
        }

        @Task(name = "post.carryFar", queue = "post", execution = Execution.AT_LEAST_ONCE)
        String carryFar(TaskContext context, String letter) throws Exception {
            deliveries.add(context.delivery().orElseThrow().count());
            return work.in(context);
        }

        @Task(name = "post.bill", queue = "bills")
        void bill(String letter) {}
    }

    private final Laptop laptop = new Laptop();
    private final Post post = laptop.add(new Post(laptop));

    @AfterEach
    void close() {
        laptop.close();
    }

    private AsyncResult<String> carry() {
        return laptop.tasks()
                .signature(Post::carry, "letter")
                .applyAsync(o -> o.priority(7).header("tenant", "7"));
    }

    private void rejects() {
        post.work = context -> {
            throw context.reject("no such street");
        };
    }

    private void requeues() {
        post.work = context -> {
            throw context.reject("nobody at home").requeue();
        };
    }

    private void ignores() {
        post.work = context -> {
            throw context.ignore();
        };
    }

    @Test
    void aRefusedMessageGoesToTheDeadLetterQueueAsItIs() {
        rejects();
        carry();
        var message = laptop.messages("post").get(0);

        laptop.work();

        assertThat(laptop.messages("post")).isEmpty();
        assertThat(laptop.messages("apium.dead")).singleElement().satisfies(letter -> {
            assertThat(letter.body()).isEqualTo(message.body());
            assertThat(letter.priority()).isEqualTo(7);
            assertThat(letter.properties())
                    .containsAllEntriesOf(message.properties())
                    .containsEntry("apium_dead_queue", "post")
                    .hasSize(message.properties().size() + 2);
            assertThat(letter.properties().get("apium_dead_reason")).asString().contains("no such street");
        });
    }

    @Test
    void aTaskThatRefusesItsMessageFailsAndItsWorkIsRolledBack() {
        rejects();
        var task = carry();

        assertThat(laptop.work()).isEqualTo(2);

        assertThat(task.state()).isEqualTo(TaskState.FAILURE);
        assertThat(task.failure()).get().satisfies(failure -> {
            assertThat(failure.type()).isEqualTo(TaskRejectedException.class.getName());
            assertThat(failure.message()).contains("'post.carry' " + task.id(), "no such street");
        });
        assertThat(catchThrowable(() -> task.get(Duration.ZERO)))
                .isInstanceOf(TaskFailedException.class)
                .hasMessageContaining("no such street");
        assertThat(laptop.messages("bills")).isEmpty();
        assertThat(post.deliveries).containsExactly(1);
    }

    @Test
    void aRefusedMessageIsOneDeadLetterAlthoughTheServerCrashes() {
        rejects();
        carry();

        laptop.crash("post");
        laptop.crash("post");
        laptop.work();

        assertThat(laptop.messages("apium.dead")).hasSize(1);
        assertThat(post.deliveries).containsExactly(1);
    }

    @Test
    void aRefusedMessageGoesToTheDeadLetterQueueThatIsConfigured() {
        var configured = new Laptop(Map.of("apium.dead-letter-queue", "graveyard"));
        var other = configured.add(new Post(configured));
        other.work = context -> {
            throw context.reject("no such street");
        };
        configured.tasks().signature(Post::carry, "letter").delay();

        configured.work();

        assertThat(configured.messages("graveyard")).hasSize(1);
    }

    @Test
    void aRefusedMessageThatIsMovedBackIsWorkedOffOnceItsResultIsForgotten() {
        rejects();
        var task = carry();
        laptop.work();
        var letter = laptop.messages("apium.dead").get(0);
        post.work = context -> "delivered";

        task.forget();
        laptop.send("post", letter.properties(), letter.body());
        laptop.work();

        assertThat(task.get(Duration.ZERO)).isEqualTo("delivered");
    }

    @Test
    void aMessageGivenBackComesAgainAndNothingIsStored() {
        post.work = context -> {
            if (post.deliveries.size() < 3) {
                throw context.reject("nobody at home").requeue();
            }
            return "delivered";
        };
        var task = carry();

        laptop.deliver("post");
        assertThat(task.state()).isEqualTo(TaskState.PENDING);
        assertThat(task.attempts()).isEmpty();
        assertThat(laptop.messages("bills")).isEmpty();
        laptop.deliver("post");
        laptop.deliver("post");

        assertThat(post.deliveries).containsExactly(1, 2, 3);
        assertThat(task.get(Duration.ZERO)).isEqualTo("delivered");
        assertThat(task.attempts()).hasSize(1);
        assertThat(laptop.messages("bills")).hasSize(1);
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 4})
    void aMessageIsGivenBackSoManyTimesAtTheMost(int maxDeliveries) {
        var configured = new Laptop(Map.of("apium.task-max-deliveries", String.valueOf(maxDeliveries)));
        var other = configured.add(new Post(configured));
        other.work = context -> {
            throw context.reject("nobody at home").requeue();
        };
        var task = configured.tasks().signature(Post::carry, "letter").delay();

        configured.work();

        assertThat(other.deliveries).hasSize(maxDeliveries);
        assertThat(task.state()).isEqualTo(TaskState.FAILURE);
        assertThat(task.failure()).map(TaskFailure::type).contains(WorkerLostException.class.getName());
        assertThat(configured.messages("apium.dead")).hasSize(1);
    }

    @Test
    void aLeasedTaskThatRefusesItsMessageIsADeadLetterToo() {
        rejects();
        var task = laptop.tasks().signature(Post::carryFar, "letter").delay();

        laptop.work();

        assertThat(task.state()).isEqualTo(TaskState.FAILURE);
        assertThat(laptop.messages("apium.dead")).singleElement().satisfies(letter -> {
            assertThat(letter.properties())
                    .containsEntry("apium_id", task.id())
                    .containsEntry("apium_dead_queue", "post");
        });
        assertThat(laptop.messages("post")).isEmpty();
    }

    @Test
    void aLeasedTaskThatGivesItsMessageBackComesAgainSoManyTimesAtTheMost() {
        requeues();
        var task = laptop.tasks().signature(Post::carryFar, "letter").delay();

        for (int i = 0; i < 20; i++) {
            laptop.work();
            laptop.clock().advance(Duration.ofMinutes(1));
        }

        assertThat(post.deliveries).hasSize(5);
        assertThat(task.failure()).map(TaskFailure::type).contains(WorkerLostException.class.getName());
        assertThat(laptop.messages("apium.dead")).hasSize(1);
    }

    @Test
    void onlyAMessageThatIsToBeWorkedOffAgainNeedsTimeBeforeItComes() {
        rejects();
        carry();
        laptop.work();
        assertThat(laptop.requeued()).isEmpty();

        requeues();
        carry();
        laptop.deliver("post");
        assertThat(laptop.requeued())
                .singleElement()
                .satisfies(it -> assertThat(it.count()).isEqualTo(1));
    }

    @Test
    void aTaskThatEndsWithoutAResultKeepsItsWork() {
        ignores();
        var task = carry();

        assertThat(laptop.deliver("post")).isTrue();

        assertThat(laptop.deliver("post")).isFalse();
        assertThat(laptop.messages("bills")).hasSize(1);
        assertThat(laptop.result(task.id())).isEmpty();
        assertThat(task.state()).isEqualTo(TaskState.PENDING);
        assertThat(task.attempts()).isEmpty();
        assertThat(laptop.messages("apium.dead")).isEmpty();
    }

    @Test
    void aStateOfItsOwnStaysIfATaskEndsWithoutAResult() {
        post.work = context -> {
            context.updateState("FORWARDED", "to Paris");
            throw context.ignore();
        };
        var task = carry();

        laptop.work();

        assertThat(task.state()).isEqualTo(new TaskState("FORWARDED"));
        assertThat(task.meta(String.class)).contains("to Paris");
        assertThat(task.ready()).isFalse();
    }

    @Test
    void aTaskThatEndsWithoutAResultCanStillFailIfItMustRollBack() {
        post.work = context -> {
            laptop.transactions().setRollbackOnly();
            throw context.ignore();
        };
        var task = carry();

        laptop.work();

        assertThat(task.state()).isEqualTo(TaskState.FAILURE);
        assertThat(task.failure().orElseThrow().message()).contains("marked for rollback");
    }

    @Test
    void aLeasedTaskMayEndWithoutAResultToo() {
        ignores();
        var task = laptop.tasks().signature(Post::carryFar, "letter").delay();

        laptop.work();
        laptop.restart();
        laptop.clock().advance(Duration.ofHours(1));
        laptop.tick();

        assertThat(laptop.work()).isZero();
        assertThat(post.deliveries).hasSize(1);
        assertThat(task.state()).isEqualTo(TaskState.PENDING);
    }
}
