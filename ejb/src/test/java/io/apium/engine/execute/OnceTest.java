package io.apium.engine.execute;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.apium.AsyncResult;
import io.apium.Execution;
import io.apium.ResultType;
import io.apium.Task;
import io.apium.TaskContext;
import io.apium.TaskState;
import io.apium.UnreadableResultException;
import io.apium.engine.Laptop;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Calls to the outside world that are made once for a task, however often it runs. */
class OnceTest {

    record Payment(String id, int cents) {}

    /** Jackson finds nothing in it to write. */
    static class Opaque {}

    interface Work {
        @Nullable
        Object in(TaskContext context) throws Exception;
    }

    /** The outside world: what it has done stays done. */
    static class Bank {

        private int payments;

        Payment pay(int cents) {
            payments++;
            return new Payment("p" + payments, cents);
        }
    }

    static class Shop {

        private Work work = context -> null;

        @Task(name = "sell", autoRetryFor = IOException.class)
        @Nullable
        Object sell(TaskContext context) throws Exception {
            return work.in(context);
        }

        @Task(name = "sellLong", execution = Execution.AT_LEAST_ONCE)
        @Nullable
        Object sellLong(TaskContext context) throws Exception {
            return work.in(context);
        }
    }

    private static final Duration AT_ONCE = Duration.ZERO;

    private final Laptop laptop = new Laptop();
    private final Shop shop = laptop.add(new Shop());
    private final Bank bank = new Bank();

    private AsyncResult<Payment> sell() {
        return laptop.tasks().signature(Shop::sell).returning(Payment.class).delay();
    }

    private void again() {
        laptop.clock().advance(Duration.ofMinutes(3));
        laptop.work();
    }

    @ParameterizedTest
    @ValueSource(strings = {"sell", "sellLong"})
    void aRetryDoesNotRepeatTheCall(String task) {
        shop.work = context -> {
            var payment = context.once("pay", Payment.class, () -> bank.pay(350));
            if (context.attempt() < 2) {
                throw context.retry(new IOException("till jammed"));
            }
            return payment;
        };
        var result = laptop.tasks().signature(task).returning(Payment.class).delay();

        laptop.work();
        again();
        again();

        assertThat(result.get(AT_ONCE)).isEqualTo(new Payment("p1", 350));
        assertThat(bank.payments).isEqualTo(1);
    }

    @Test
    void aRedeliveryDoesNotRepeatTheCallAlthoughTheWorkWasRolledBack() {
        shop.work = context -> context.once("pay", Payment.class, () -> bank.pay(350));
        var result = sell();

        laptop.crash("apium");
        laptop.crash("apium");
        laptop.work();

        assertThat(result.get(AT_ONCE)).isEqualTo(new Payment("p1", 350));
        assertThat(bank.payments).isEqualTo(1);
    }

    @Test
    void neitherDoesOneThatTheBrokerForgot() {
        shop.work = context -> context.once("pay", Payment.class, () -> bank.pay(350));
        var result = sell();

        laptop.crash("apium");
        laptop.forgetDeliveries();
        laptop.work();

        assertThat(result.get(AT_ONCE)).isEqualTo(new Payment("p1", 350));
        assertThat(bank.payments).isEqualTo(1);
    }

    @Test
    void theOutcomeIsKeptAtOnceAndWhatTheTaskSentIsNot() {
        shop.work = context -> {
            laptop.send("notes", Map.of(), "paid");
            context.once("pay", Payment.class, () -> bank.pay(350));
            assertThat(laptop.transactions()
                            .<Boolean>outside(() -> laptop.stores()
                                    .calls()
                                    .find(context.id(), "pay")
                                    .isPresent()))
                    .isTrue();
            throw new IllegalStateException("till jammed");
        };
        var result = sell();

        laptop.work();

        assertThat(result.state()).isEqualTo(TaskState.FAILURE);
        assertThat(laptop.messages("notes")).isEmpty();
        assertThat(laptop.stores().calls().find(result.id(), "pay")).isPresent();
    }

    @Test
    void theCallIsMadeOnceWithinAnAttemptToo() {
        shop.work = context -> List.of(
                context.once("pay", Payment.class, () -> bank.pay(1)),
                context.once("pay", Payment.class, () -> bank.pay(2)),
                context.once("pay more", Payment.class, () -> bank.pay(3)));
        var result = laptop.tasks()
                .signature(Shop::sell)
                .returning(new ResultType<List<Payment>>() {})
                .delay();

        laptop.work();

        assertThat(result.get(AT_ONCE))
                .containsExactly(new Payment("p1", 1), new Payment("p1", 1), new Payment("p2", 3));
    }

    @Test
    void everyTaskHasKeysOfItsOwn() {
        shop.work = context -> context.once("pay", Payment.class, () -> bank.pay(350));
        var one = sell();
        var other = sell();

        laptop.work();

        assertThat(one.get(AT_ONCE)).isEqualTo(new Payment("p1", 350));
        assertThat(other.get(AT_ONCE)).isEqualTo(new Payment("p2", 350));
    }

    @Test
    void anExceptionIsThrownAsItIsAndNotStored() {
        shop.work = context -> context.once("pay", Payment.class, () -> {
            var payment = bank.pay(350);
            if (context.attempt() == 0) {
                throw new IOException("line busy");
            }
            return payment;
        });
        var result = sell();

        laptop.work();
        assertThat(result.failure()).get().hasToString("java.io.IOException: line busy");
        again();

        assertThat(result.get(AT_ONCE)).isEqualTo(new Payment("p2", 350));
        assertThat(bank.payments).isEqualTo(2);
    }

    @Test
    void aDecisionInTheCallIsTheTasksDecision() {
        shop.work = context -> context.once("pay", Payment.class, () -> {
            if (context.attempt() == 0) {
                throw context.retry();
            }
            return bank.pay(350);
        });
        var result = sell();

        laptop.work();
        assertThat(result.state()).isEqualTo(TaskState.RETRY);
        again();

        assertThat(result.get(AT_ONCE)).isEqualTo(new Payment("p1", 350));
    }

    @Test
    void nothingIsAnOutcomeToo() {
        shop.work = context -> {
            var outcome = context.once("pay", Payment.class, () -> {
                bank.pay(350);
                return null;
            });
            context.once("tell", () -> bank.pay(1));
            if (context.attempt() == 0) {
                throw context.retry();
            }
            return outcome;
        };
        var result = sell();

        laptop.work();
        again();

        assertThat(result.state()).isEqualTo(TaskState.SUCCESS);
        assertThat(result.get(AT_ONCE)).isNull();
        assertThat(bank.payments).isEqualTo(2);
    }

    @Test
    void whatAPlainActionThrowsIsThrownAsItIs() {
        shop.work = context -> {
            context.once("tell", () -> {
                throw new UnsupportedOperationException("closed");
            });
            return null;
        };
        var result = sell();

        laptop.work();

        assertThat(result.failure()).get().hasToString("java.lang.UnsupportedOperationException: closed");
    }

    @Test
    void anOutcomeMayBeOfAGenericType() {
        var seen = new ArrayList<Payment>();
        shop.work = context -> {
            var payments = context.once("pay", new ResultType<List<Payment>>() {}, () -> List.of(bank.pay(1)));
            seen.addAll(payments);
            throw context.retry();
        };
        sell();

        laptop.work();
        again();

        assertThat(seen).containsExactly(new Payment("p1", 1), new Payment("p1", 1));
    }

    @Test
    void anOutcomeOfAnotherTypeIsRefusedAndTheCallNotRepeated() {
        shop.work = context -> {
            context.once("pay", Payment.class, () -> bank.pay(350));
            assertThatThrownBy(() -> context.once("pay", Integer.class, () -> 7))
                    .isInstanceOf(UnreadableResultException.class);
            return null;
        };
        var result = sell();

        laptop.work();

        assertThat(result.state()).isEqualTo(TaskState.SUCCESS);
    }

    @Test
    void anOutcomeThatIsNoJsonFailsTheTask() {
        shop.work = context -> context.once("pay", Opaque.class, Opaque::new);
        var result = sell();

        laptop.work();

        assertThat(result.failure().orElseThrow().message()).contains("cannot be written as JSON", "Opaque");
    }

    @Test
    void aKeyHasOneToTwoHundredCharacters() {
        shop.work = context -> {
            for (var key : List.of("", " ", "k".repeat(201))) {
                assertThatThrownBy(() -> context.once(key, Payment.class, () -> bank.pay(1)))
                        .isInstanceOf(IllegalArgumentException.class)
                        .hasMessageContaining("1 to 200");
            }
            return context.once("k".repeat(200), Payment.class, () -> bank.pay(350));
        };
        var result = sell();

        laptop.work();

        assertThat(result.get(AT_ONCE)).isEqualTo(new Payment("p1", 350));
    }

    @Test
    void anInjectedContextMakesTheCallOnceToo() {
        shop.work = context -> {
            var injected = laptop.context();
            injected.once("tell", () -> bank.pay(1));
            injected.once("pay", new ResultType<Payment>() {}, () -> bank.pay(2));
            injected.once("pay", Payment.class, () -> bank.pay(3));
            throw context.retry();
        };
        sell();

        laptop.work();
        again();

        assertThat(bank.payments).isEqualTo(2);
    }

    @Test
    void inTheCallersThreadTheCallIsMadeEachTime() {
        shop.work = context -> context.once("pay", Payment.class, () -> bank.pay(350));
        var signature = laptop.tasks().signature(Shop::sell).set(o -> o.taskId("same"));

        signature.call();
        signature.call();

        assertThat(bank.payments).isEqualTo(2);
    }
}
