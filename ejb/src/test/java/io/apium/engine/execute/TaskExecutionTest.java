package io.apium.engine.execute;

import static org.assertj.core.api.Assertions.assertThat;

import io.apium.AsyncResult;
import io.apium.InvalidArgumentsException;
import io.apium.Task;
import io.apium.TaskFailure;
import io.apium.TaskState;
import io.apium.UnknownTaskException;
import io.apium.engine.Laptop;
import io.apium.engine.LaptopMessage;
import io.apium.spi.StoredResult;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class TaskExecutionTest {

    static class NoMoneyException extends Exception {
        private static final long serialVersionUID = 1L;

        NoMoneyException(String message) {
            super(message);
        }
    }

    static class Shop {

        private final Laptop laptop;
        private final List<String> calls = new ArrayList<>();
        private int messagesSeenByOthers;

        Shop(Laptop laptop) {
            this.laptop = laptop;
        }

        @Task(name = "shop.charge")
        String charge(String customer) {
            calls.add(customer);
            laptop.clock().advance(Duration.ofSeconds(3));
            laptop.tasks().signature(Shop::ship, customer).delay();
            messagesSeenByOthers = laptop.transactions()
                    .outside(() -> laptop.messages("shipping").size());
            return "receipt for " + customer;
        }

        @Task(name = "shop.chargeInVain")
        String chargeInVain(String customer) throws NoMoneyException {
            charge(customer);
            throw new NoMoneyException("3 € short");
        }

        @Task(name = "shop.ship", queue = "shipping")
        void ship(String customer) {
            calls.add("ship to " + customer);
        }

        @Task(name = "shop.count", ignoreResult = true)
        int count(int items) throws NoMoneyException {
            calls.add("count");
            if (items < 0) {
                throw new NoMoneyException("");
            }
            return items;
        }

        @Task(name = "shop.offer", expires = "PT10M")
        String offer() {
            calls.add("offer");
            return "two for one";
        }

        @Task(name = "shop.giveUp")
        void giveUp() {
            laptop.transactions().setRollbackOnly();
        }

        @Task(name = "shop.open")
        Object open() {
            return new Object();
        }

        @Task(name = "shop.delegate")
        @Nullable
        Object delegate() {
            return laptop.tasks().signature("shop.unheardOf").call();
        }

        @Task(name = "shop.burn")
        void burn() {
            throw new AssertionError("fire");
        }
    }

    private final Laptop laptop = new Laptop();
    private final Shop shop = laptop.add(new Shop(laptop));

    private static String idOf(LaptopMessage message) {
        return String.valueOf(message.properties().get("apium_id"));
    }

    private TaskFailure failureOf(AsyncResult<?> task) {
        assertThat(task.state()).isEqualTo(TaskState.FAILURE);
        return task.failure().orElseThrow();
    }

    @Test
    void aSuccessIsStoredWithItsValueWorkerAndTimes() {
        var start = laptop.clock().instant();
        var receipt = laptop.tasks().signature(Shop::charge, "Ann").delay();

        laptop.deliver("apium");

        assertThat(laptop.result(receipt.id()))
                .contains(new StoredResult(
                        receipt.id(),
                        "shop.charge",
                        TaskState.SUCCESS,
                        0,
                        "\"receipt for Ann\"",
                        null,
                        Laptop.WORKER,
                        receipt.id(),
                        null,
                        start,
                        start.plusSeconds(3),
                        start.plusSeconds(3).plus(Duration.ofDays(1)),
                        null,
                        null,
                        List.of(idOf(laptop.messages("shipping").get(0)))));
    }

    @Test
    void aTaskWithoutValueSucceedsWithoutValue() {
        var shipped = laptop.tasks().signature(Shop::ship, "Ann").delay();

        laptop.work();

        assertThat(laptop.result(shipped.id())).get().satisfies(result -> {
            assertThat(result.state()).isEqualTo(TaskState.SUCCESS);
            assertThat(result.value()).isNull();
        });
    }

    @Test
    void whatATaskSendsIsVisibleWithItsCommit() {
        laptop.tasks().signature(Shop::charge, "Ann").delay();

        laptop.deliver("apium");

        assertThat(shop.messagesSeenByOthers).isZero();
        assertThat(laptop.messages("shipping")).hasSize(1);
    }

    @Test
    void aFailureIsStoredAndWhatTheTaskSentVanishes() {
        var receipt = laptop.tasks().signature(Shop::chargeInVain, "Ann").delay();

        laptop.deliver("apium");

        var failure = failureOf(receipt);
        assertThat(failure.type()).isEqualTo(NoMoneyException.class.getName());
        assertThat(failure.message()).isEqualTo("3 € short");
        assertThat(failure.trace()).startsWith(failure.type()).contains("Shop.chargeInVain");
        assertThat(laptop.messages("shipping")).isEmpty();
        assertThat(laptop.result(receipt.id())).get().satisfies(result -> {
            assertThat(result.value()).isNull();
            assertThat(result.worker()).isEqualTo(Laptop.WORKER);
            assertThat(result.endedAt()).isEqualTo(result.startedAt().plusSeconds(3));
        });
    }

    @Test
    void aFailedTaskIsRedeliveredOnceAndDroppedWithoutACall() {
        var receipt = laptop.tasks().signature(Shop::chargeInVain, "Ann").delay();

        assertThat(laptop.deliver("apium")).isTrue();
        var stored = laptop.result(receipt.id());
        assertThat(laptop.deliver("apium")).isTrue();
        assertThat(laptop.deliver("apium")).isFalse();

        assertThat(shop.calls).containsExactly("Ann");
        assertThat(laptop.result(receipt.id())).isEqualTo(stored);
    }

    @Test
    void anErrorIsAFailureToo() {
        var fire = laptop.tasks().signature(Shop::burn).delay();

        laptop.work();

        assertThat(failureOf(fire).type()).isEqualTo("java.lang.AssertionError");
    }

    @Test
    void anIgnoredValueIsNotStored() {
        var count = laptop.tasks().signature(Shop::count, 3).delay();
        var charge = laptop.tasks()
                .signature(Shop::charge, "Ann")
                .set(o -> o.ignoreResult(true))
                .delay();

        laptop.work();

        assertThat(shop.calls).contains("count", "Ann");
        assertThat(laptop.result(count.id())).isEmpty();
        assertThat(laptop.result(charge.id())).isEmpty();
    }

    @Test
    void theCallDecidesWhetherAValueIsIgnored() {
        var count = laptop.tasks().signature(Shop::count, 3).applyAsync(o -> o.ignoreResult(false));

        laptop.work();

        assertThat(count.get(Duration.ZERO)).isEqualTo(3);
    }

    @Test
    void aFailureIsStoredEvenIfTheValueIsIgnored() {
        var count = laptop.tasks().signature(Shop::count, -1).delay();

        assertThat(laptop.work()).isEqualTo(2);

        assertThat(failureOf(count)).hasToString(NoMoneyException.class.getName());
        assertThat(shop.calls).containsExactly("count");
    }

    @Test
    void anExpiredTaskIsRevokedWithoutACall() {
        var offer = laptop.tasks().signature(Shop::offer).delay();
        var start = laptop.clock().instant();

        laptop.clock().advance(Duration.ofMinutes(10).plusNanos(1));
        assertThat(laptop.work()).isEqualTo(1);

        assertThat(shop.calls).isEmpty();
        assertThat(offer.state()).isEqualTo(TaskState.REVOKED);
        assertThat(offer.failure())
                .contains(new TaskFailure(
                        "io.apium.TaskRevokedException", "expired at " + start.plus(Duration.ofMinutes(10)), ""));
    }

    @Test
    void aTaskMayStartAtTheVeryTimeItExpires() {
        var offer = laptop.tasks().signature(Shop::offer).delay();

        laptop.clock().advance(Duration.ofMinutes(10));
        laptop.work();

        assertThat(offer.state()).isEqualTo(TaskState.SUCCESS);
    }

    @Test
    void theCallDecidesWhenATaskExpires() {
        var sooner = laptop.tasks().signature(Shop::offer).applyAsync(o -> o.expires(Duration.ofMinutes(1)));
        var later = laptop.tasks().signature(Shop::offer).applyAsync(o -> o.expires(Duration.ofHours(1)));
        var other = laptop.tasks()
                .signature(Shop::charge, "Ann")
                .applyAsync(o -> o.expires(laptop.clock().instant()));

        laptop.clock().advance(Duration.ofMinutes(30));
        laptop.work();

        assertThat(sooner.state()).isEqualTo(TaskState.REVOKED);
        assertThat(later.state()).isEqualTo(TaskState.SUCCESS);
        assertThat(other.state()).isEqualTo(TaskState.REVOKED);
    }

    @Test
    void argumentsThatDoNotFitFailTheTask() {
        // Sent by a program that does not know the task, and so could not check.
        laptop.send("apium", Map.of("apium_version", 1, "apium_id", "id", "apium_task", "shop.count"), """
                {"named": {"items": "many"}}
                """);

        laptop.work();

        var failure = failureOf(laptop.tasks().result("id"));
        assertThat(failure.type()).isEqualTo(InvalidArgumentsException.class.getName());
        assertThat(failure.message()).contains("shop.count", "argument 1 (int items)", "many");
    }

    @Test
    void aTaskThatMarksItsTransactionForRollbackFails() {
        var task = laptop.tasks().signature(Shop::giveUp).delay();

        assertThat(laptop.work()).isEqualTo(2);

        assertThat(failureOf(task).message())
                .isEqualTo("Task 'shop.giveUp' " + task.id() + " returned, but its transaction had been marked for"
                        + " rollback, by the task itself or by a bean it called; its work is rolled back");
    }

    @Test
    void aValueThatIsNoJsonFailsTheTask() {
        var task = laptop.tasks().signature(Shop::open).delay();

        laptop.work();

        assertThat(failureOf(task).message()).contains("java.lang.Object");
    }

    @Test
    void aTaskThatCallsAnUnknownTaskFailsAndIsNoDeadLetter() {
        var task = laptop.tasks().signature("shop.delegate").delay();

        laptop.work();

        assertThat(failureOf(task).type()).isEqualTo(UnknownTaskException.class.getName());
        assertThat(laptop.messages("apium.dead")).isEmpty();
    }

    @Test
    void aMessageRedeliveredWithoutADecisionIsWorkedOffAgain() {
        var receipt = laptop.tasks().signature(Shop::charge, "Ann").delay();

        laptop.crash("apium");
        assertThat(receipt.state()).isEqualTo(TaskState.PENDING);
        assertThat(laptop.messages("shipping")).isEmpty();
        laptop.deliver("apium");

        assertThat(shop.calls).containsExactly("Ann", "Ann");
        assertThat(receipt.get(Duration.ZERO)).isEqualTo("receipt for Ann");
        assertThat(laptop.messages("shipping")).hasSize(1);
    }

    @Test
    void aFailureSurvivesACrashOfTheTransactionItRollsBack() {
        var receipt = laptop.tasks().signature(Shop::chargeInVain, "Ann").delay();

        laptop.crash("apium");
        laptop.work();

        assertThat(failureOf(receipt).message()).isEqualTo("3 € short");
        assertThat(shop.calls).containsExactly("Ann");
    }

    @Test
    void aSecondTaskOfAnIdThatHasAResultHasNoEffect() {
        var first = laptop.tasks().signature(Shop::charge, "Ann").applyAsync(o -> o.taskId("order-7"));
        laptop.tasks().signature(Shop::charge, "Bob").applyAsync(o -> o.taskId("order-7"));

        laptop.work();

        assertThat(first.get(Duration.ZERO)).isEqualTo("receipt for Ann");
        assertThat(shop.calls).containsExactly("Ann", "Bob", "ship to Ann");
        assertThat(laptop.messages("apium")).isEmpty();
        assertThat(laptop.messages("DLQ")).isEmpty();
    }

    @Test
    void theResultTellsAttemptRootAndParent() {
        laptop.send(
                "apium",
                Map.of(
                        "apium_version", 1,
                        "apium_id", "id",
                        "apium_task", "shop.ship",
                        "apium_attempt", 2,
                        "apium_root", "root",
                        "apium_parent", "parent"),
                """
                {"args": ["Ann"]}
                """);

        laptop.work();

        assertThat(laptop.result("id")).get().satisfies(result -> {
            assertThat(result.attempt()).isEqualTo(2);
            assertThat(result.rootId()).isEqualTo("root");
            assertThat(Optional.ofNullable(result.parentId())).contains("parent");
        });
    }

    @Test
    void givesATaskUpThatNeverComesToAnOutcome() {
        var result = laptop.tasks().signature("shop.count", 1).delay();
        for (int i = 0; i < 5; i++) {
            assertThat(laptop.crash("apium")).isTrue();
        }

        laptop.work();

        assertThat(shop.calls).hasSize(5);
        assertThat(result.state()).isEqualTo(TaskState.FAILURE);
        assertThat(result.failure().orElseThrow().type()).isEqualTo("io.apium.WorkerLostException");
        assertThat(result.failure().orElseThrow().message()).contains("was delivered 5 times without an outcome");
        assertThat(laptop.messages("apium.dead")).hasSize(1);
        assertThat(laptop.messages("apium")).isEmpty();
    }
}
