package io.apium.engine.publish;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;

import io.apium.AsyncResult;
import io.apium.InvalidArgumentsException;
import io.apium.ResultType;
import io.apium.Task;
import io.apium.TaskContext;
import io.apium.TaskFailedException;
import io.apium.TaskState;
import io.apium.UnknownTaskException;
import io.apium.UnreadableResultException;
import io.apium.canvas.FailedTask;
import io.apium.canvas.Signature;
import io.apium.engine.Laptop;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.ExecutionException;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** {@code apply} and {@code call}: tasks without a queue. */
class LocalCallTest {

    record Order(int number, @Nullable String unsentNote) {
        Order(int number) {
            this(number, null);
        }
    }

    /** Nothing that Jackson writes. */
    static class Lock {}

    static class Orders {

        private @Nullable Object received;
        private final List<String> told = new ArrayList<>();

        @Task(name = "orders.number")
        int number(Order order) {
            received = order;
            return order.number();
        }

        @Task(name = "orders.list")
        List<Order> list() {
            return List.of(new Order(1));
        }

        @Task(name = "orders.nothing")
        void nothing() {}

        @Task(name = "orders.read")
        String read() throws IOException {
            throw new IOException("disk full");
        }

        @Task(name = "orders.refuse")
        void refuse() {
            throw new IllegalArgumentException("closed");
        }

        @Task(name = "orders.collapse")
        void collapse() {
            throw new StackOverflowError("deep");
        }

        @Task(name = "orders.lock")
        Object lock() {
            return new Lock();
        }

        @Task(name = "orders.skip")
        void skip(TaskContext context) {
            throw context.ignore();
        }

        @Task(name = "orders.stubborn", maxRetries = 1)
        void stubborn(TaskContext context) {
            throw context.retry(new IllegalStateException("busy"));
        }

        @Task(name = "orders.add")
        int add(int number, int more) {
            told.add("add " + number + " " + more);
            return number + more;
        }

        @Task(name = "orders.count")
        int count(List<Order> list) {
            return list.size();
        }

        @Task(name = "orders.family")
        List<String> family(TaskContext context, Object value) {
            return List.of(context.rootId(), context.parentId().orElse(""));
        }

        @Task(name = "orders.alarm")
        void alarm(FailedTask failed) {
            told.add("alarm " + failed.task() + " " + failed.id() + " " + failed.attempt() + " "
                    + failed.failure().message());
        }

        @Task(name = "orders.who", expires = "PT1S")
        List<String> who(TaskContext context) {
            return List.of(context.id(), context.rootId(), context.worker());
        }
    }

    private final Laptop laptop = new Laptop();
    private final Orders orders = laptop.add(new Orders());

    @AfterEach
    void leavesNoTrace() {
        assertThat(laptop.messages("apium")).isEmpty();
        assertThat(laptop.messages("apium.dead")).isEmpty();
    }

    @Test
    void callReturnsTheValue() {
        assertThat(laptop.tasks().signature(Orders::number, new Order(7)).call())
                .isEqualTo(7);
        assertThat(laptop.tasks().signature(Orders::nothing).call()).isNull();
        assertThat(laptop.tasks().signature("orders.number", new Order(8)).call())
                .isEqualTo(8);
    }

    @Test
    void applyKeepsTheValue() throws ExecutionException, InterruptedException {
        var result = laptop.tasks().signature(Orders::number, new Order(7)).apply();

        assertThat(UUID.fromString(result.id()).version()).isEqualTo(7);
        assertThat(result.state()).isEqualTo(TaskState.SUCCESS);
        assertThat(result.failure()).isEmpty();
        assertThat(result.get()).isEqualTo(7);
        assertThat(result.get(Duration.ZERO)).isEqualTo(7);
        assertThat(result.toCompletableFuture().get()).isEqualTo(7);
        assertThat(laptop.result(result.id())).isEmpty();
        result.forget();
        assertThat(result.get()).isEqualTo(7);
    }

    @Test
    void applyKeepsTheFailure() {
        var result = laptop.tasks().signature(Orders::read).apply();

        assertThat(result.state()).isEqualTo(TaskState.FAILURE);
        assertThat(result.failure()).get().satisfies(failure -> {
            assertThat(failure.type()).isEqualTo("java.io.IOException");
            assertThat(failure.message()).isEqualTo("disk full");
            assertThat(failure.trace()).contains("Orders.read");
        });
        assertThat(catchThrowable(result::get))
                .isInstanceOf(TaskFailedException.class)
                .hasMessage("Task 'orders.read' " + result.id() + " failed with java.io.IOException: disk full")
                .hasCauseInstanceOf(IOException.class);
        assertThat(result.toCompletableFuture()).isCompletedExceptionally();
        assertThat(laptop.result(result.id())).isEmpty();
    }

    @Test
    void callThrowsAnUncheckedExceptionAsItIs() {
        assertThatThrownBy(() -> laptop.tasks().signature(Orders::refuse).call())
                .isExactlyInstanceOf(IllegalArgumentException.class)
                .hasMessage("closed");
        assertThatThrownBy(() -> laptop.tasks().signature(Orders::collapse).call())
                .isExactlyInstanceOf(StackOverflowError.class);
    }

    @Test
    void callWrapsACheckedException() {
        var thrown = catchThrowable(() -> laptop.tasks().signature(Orders::read).call());

        assertThat(thrown).isInstanceOf(TaskFailedException.class).hasCauseInstanceOf(IOException.class);
        assertThat(((TaskFailedException) thrown).failure().message()).isEqualTo("disk full");
    }

    @Test
    void anUnknownTaskIsRefused() {
        var signature = laptop.tasks().signature("nobody");

        assertThatThrownBy(signature::call).isInstanceOf(UnknownTaskException.class);
        assertThatThrownBy(signature::apply)
                .isInstanceOf(UnknownTaskException.class)
                .hasMessageContaining("No task named 'nobody'");
    }

    @Test
    void argumentsThatDoNotFitAreRefusedBeforeTheCall() {
        var signature = laptop.tasks().signature("orders.number", "seven");

        assertThatThrownBy(signature::call).isInstanceOf(InvalidArgumentsException.class);
        assertThatThrownBy(signature::apply).isInstanceOf(InvalidArgumentsException.class);
        assertThat(orders.received).isNull();
    }

    @Test
    void argumentsGoThroughJsonAsTheyWouldThroughAQueue() {
        var order = new Order(7);

        laptop.tasks().signature(Orders::number, order).call();

        assertThat(orders.received).isEqualTo(order).isNotSameAs(order);
    }

    @Test
    void theValueIsConvertedToTheTypeAskedFor() {
        var arrays = laptop.tasks().signature("orders.list").returning(Order[].class);
        var texts = laptop.tasks().signature(Orders::number, new Order(7)).returning(new ResultType<String>() {});

        assertThat(arrays.call()).containsExactly(new Order(1));
        assertThat(arrays.apply().get()).containsExactly(new Order(1));
        assertThat(texts.call()).isEqualTo("7");
    }

    @Test
    void aValueOfAnotherTypeThanAskedForIsRefused() {
        var numbers = laptop.tasks().signature("orders.list").returning(Integer.class);

        assertThatThrownBy(numbers::call)
                .isInstanceOf(UnreadableResultException.class)
                .hasMessageContaining("java.lang.Integer");
    }

    @Test
    void theTaskIsItsOwnRootAndTheNodeItsWorker() {
        var signature = laptop.tasks().signature(Orders::who).set(o -> o.taskId("mine"));

        assertThat(signature.call()).containsExactly("mine", "mine", "test@laptop");
    }

    @Test
    void itHappensInTheCallersTransaction() {
        class Witness {
            @Task(name = "witness")
            int transaction() {
                return System.identityHashCode(laptop.transactions().current().orElse(null));
            }
        }
        laptop.add(new Witness());
        var signature = laptop.tasks().signature(Witness::transaction);

        laptop.inTransaction(() -> assertThat(signature.call())
                .isEqualTo(
                        System.identityHashCode(laptop.transactions().current().orElseThrow())));
        assertThat(signature.call()).isZero();
    }

    private Signature<Object> sig(String task, Object... args) {
        return laptop.tasks().signature(task, args);
    }

    @Test
    void applyCallsTheCallbacksWithTheValueAndTheirsToo() {
        var result = sig("orders.number", new Order(7))
                .link(sig("orders.add", 1).link(sig("orders.add", 10)))
                .link(sig("orders.add", 2, 3).immutable())
                .linkError(sig("orders.alarm"))
                .apply();

        assertThat(orders.told).containsExactly("add 7 1", "add 8 10", "add 2 3");
        assertThat(result.get()).isEqualTo(7);
        assertThat(result.children()).extracting(AsyncResult::get).containsExactly(8, 5);
        assertThat(result.children().get(0).children())
                .extracting(AsyncResult::get)
                .containsExactly(18);
    }

    @Test
    void aCallbackTakesTheValueAsItWouldFromAQueueAndIsAChild() {
        var result = laptop.tasks()
                .signature(Orders::list)
                .link(sig("orders.count"))
                .link(sig("orders.family"))
                .apply();

        assertThat(result.children())
                .extracting(AsyncResult::get)
                .containsExactly(1, List.of(result.id(), result.id()));
    }

    @Test
    void applyCallsTheErrorCallbacksOfATaskThatFails() {
        var failed = sig("orders.read")
                .link(sig("orders.add", 1))
                .linkError(sig("orders.alarm"))
                .linkError(sig("orders.add", 2, 3).immutable())
                .apply();
        var stubborn = sig("orders.stubborn").linkError(sig("orders.alarm")).apply();

        assertThat(orders.told)
                .containsExactly(
                        "alarm orders.read " + failed.id() + " 0 disk full",
                        "add 2 3",
                        "alarm orders.stubborn " + stubborn.id() + " 1 busy");
        assertThat(failed.state()).isEqualTo(TaskState.FAILURE);
        assertThat(failed.children()).extracting(AsyncResult::get).containsExactly(null, 5);
    }

    @Test
    void aCallbackThatFailsChangesNothingForTheTaskAndTheOthers() {
        var result = sig("orders.number", new Order(7))
                .link(sig("orders.refuse").immutable().linkError(sig("orders.alarm")))
                .link(sig("orders.count"))
                .link(sig("orders.add", 1))
                .apply();

        assertThat(result.get()).isEqualTo(7);
        assertThat(result.children())
                .extracting(AsyncResult::state)
                .containsExactly(TaskState.FAILURE, TaskState.FAILURE, TaskState.SUCCESS);
        assertThat(result.children().get(1).failure().orElseThrow().type())
                .isEqualTo(InvalidArgumentsException.class.getName());
        assertThat(orders.told).hasSize(2).first().asString().contains("alarm orders.refuse", "closed");
    }

    @Test
    void nothingFollowsATaskThatEndsItself() {
        var result = sig("orders.skip")
                .link(sig("orders.add", 1))
                .linkError(sig("orders.alarm"))
                .apply();

        assertThat(result.children()).isEmpty();
        assertThat(orders.told).isEmpty();
    }

    @Test
    void aCallbackThatEndsItselfIsIgnored() {
        var result =
                sig("orders.add", 1, 2).link(sig("orders.skip").immutable()).apply();

        assertThat(result.children()).extracting(AsyncResult::state).containsExactly(TaskState.IGNORED);
    }

    @Test
    void aValueOfAnotherTypeThanAskedForKeepsNoCallbackFromItsCall() {
        var numbers = laptop.tasks().signature("orders.list").returning(Integer.class);
        var result = numbers.link(numbers.immutable())
                .link(sig("orders.add", 1, 2).immutable())
                .apply();

        assertThat(orders.told).containsExactly("add 1 2");
        assertThat(result.state()).isEqualTo(TaskState.SUCCESS);
        assertThatThrownBy(result::get).isInstanceOf(UnreadableResultException.class);
        assertThat(result.toCompletableFuture()).isCompletedExceptionally();
        assertThat(result.children()).hasSize(2);
    }

    @Test
    void aValueThatCannotBeWrittenIsAFailureAsOnAWorker() {
        var result = sig("orders.lock")
                .link(sig("orders.add", 1, 2).immutable())
                .linkError(sig("orders.alarm"))
                .apply();
        assertThat(result.state()).isEqualTo(TaskState.FAILURE);
        assertThat(orders.told).singleElement().asString().contains("alarm orders.lock", "cannot be written as JSON");

        var sent = sig("orders.lock").delay();
        laptop.work();
        assertThat(result.failure().orElseThrow())
                .hasToString(sent.failure().orElseThrow().toString());
        assertThat(sig("orders.lock").apply().state()).isEqualTo(TaskState.FAILURE);
        assertThat(sig("orders.lock").call()).isInstanceOf(Lock.class);
    }

    @Test
    void applyRefusesACallbackThatItCannotCallBeforeItCallsAnything() {
        var add = sig("orders.add", 1, 2);

        assertThatThrownBy(() -> add.link(sig("orders.add", 3).then(sig("orders.add", 4)))
                        .apply())
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("a callback of task 'orders.add' is more than a task: add(3) | add(4)");
        assertThatThrownBy(() -> add.linkError(sig("orders.alarm").linkError(sig("nobody")))
                        .apply())
                .isInstanceOf(UnknownTaskException.class);
        assertThatThrownBy(() -> add.link(sig("orders.add", 1, 2)).apply())
                .isInstanceOf(InvalidArgumentsException.class);
        assertThat(orders.told).isEmpty();
    }

    @Test
    void callDoesNotCallTheCallbacks() {
        assertThat(sig("orders.add", 1, 2)
                        .link(sig("orders.add", 1))
                        .linkError(sig("orders.alarm"))
                        .call())
                .isEqualTo(3);
        assertThatThrownBy(() ->
                        sig("orders.refuse").linkError(sig("orders.alarm")).call())
                .hasMessage("closed");
        assertThat(orders.told).containsExactly("add 1 2");
    }
}
