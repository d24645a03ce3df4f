package io.apium.engine.execute;

import static org.assertj.core.api.Assertions.assertThat;

import io.apium.AsyncResult;
import io.apium.Task;
import io.apium.TaskState;
import io.apium.engine.Laptop;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What a task's exceptions mean for its work. */
class RollbackRulesTest {

    static class ShopException extends Exception {
        private static final long serialVersionUID = 1L;

        ShopException(String message) {
            super(message);
        }
    }

    static class SoldOutException extends ShopException {
        private static final long serialVersionUID = 1L;

        SoldOutException() {
            super("sold out");
        }
    }

    static class FireException extends SoldOutException {
        private static final long serialVersionUID = 1L;
    }

    static class Shop {

        private final Laptop laptop;
        private final List<String> calls = new ArrayList<>();
        private ShopException exception = new ShopException("closed");
        private boolean marksForRollback;

        Shop(Laptop laptop) {
            this.laptop = laptop;
        }

        @Task(name = "shop.order")
        void order() throws ShopException {
            fail();
        }

        @Task(name = "shop.reserve", dontRollbackOn = ShopException.class, rollbackOn = SoldOutException.class)
        void reserve() throws ShopException {
            fail();
        }

        @Task(
                name = "shop.ask",
                dontRollbackOn = ShopException.class,
                autoRetryFor = SoldOutException.class,
                maxRetries = 0)
        void ask() throws ShopException {
            fail();
        }

        private void fail() throws ShopException {
            calls.add("call");
            laptop.tasks().signature(Shop::remember).delay();
            if (marksForRollback) {
                laptop.transactions().setRollbackOnly();
            }
            throw exception;
        }

        @Task(name = "shop.remember", queue = "memory")
        void remember() {}
    }

    private final Laptop laptop = new Laptop();
    private final Shop shop = laptop.add(new Shop(laptop));

    private AsyncResult<?> send(String task) {
        return laptop.tasks().signature(task).delay();
    }

    private void throwing(ShopException exception) {
        shop.exception = exception;
    }

    @Test
    void everyExceptionRollsBackByDefault() {
        var task = send("shop.order");

        assertThat(laptop.work()).isEqualTo(2);

        assertThat(task.failed()).isTrue();
        assertThat(laptop.messages("memory")).isEmpty();
    }

    @Test
    void anExceptionThatDoesNotRollBackKeepsTheWorkWithTheFailure() {
        var task = send("shop.reserve");

        assertThat(laptop.deliver("apium")).isTrue();

        assertThat(task.state()).isEqualTo(TaskState.FAILURE);
        assertThat(task.failure()).get().satisfies(failure -> {
            assertThat(failure).hasToString(ShopException.class.getName() + ": closed");
            assertThat(failure.trace()).contains("RollbackRulesTest");
        });
        assertThat(laptop.messages("memory")).hasSize(1);
        assertThat(laptop.deliver("apium")).isFalse();
        assertThat(shop.calls).hasSize(1);
    }

    @Test
    void theFailureIsInTheTransactionOfTheWorkThatIsKept() {
        var task = send("shop.reserve");

        laptop.crash("apium");
        assertThat(task.state()).isEqualTo(TaskState.PENDING);
        assertThat(laptop.messages("memory")).isEmpty();
        laptop.deliver("apium");

        assertThat(task.failed()).isTrue();
        assertThat(laptop.messages("memory")).hasSize(1);
        assertThat(shop.calls).hasSize(2);
    }

    @Test
    void theNearestClassDecides() {
        for (var exception : List.of(new SoldOutException(), new FireException())) {
            throwing(exception);
            var task = send("shop.reserve");

            assertThat(laptop.work()).isEqualTo(2);

            assertThat(task.failed()).isTrue();
            assertThat(laptop.messages("memory")).isEmpty();
        }
    }

    @Test
    void theConfigurationMayDecide() {
        var configured = new Laptop(Map.of(
                "apium.task-annotations.\"shop.order\".dont-rollback-on",
                "java.lang.Exception",
                "apium.task-annotations.\"shop.order\".rollback-on",
                FireException.class.getName()));
        var other = configured.add(new Shop(configured));

        configured.tasks().signature(Shop::order).delay();
        configured.deliver("apium");
        assertThat(configured.messages("memory")).hasSize(1);

        other.exception = new FireException();
        configured.tasks().signature(Shop::order).delay();
        configured.deliver("apium");
        assertThat(configured.messages("memory")).hasSize(1);
    }

    @Test
    void whatIsMarkedForRollbackIsRolledBackAndTheFailureIsStoredAllTheSame() {
        shop.marksForRollback = true;
        var task = send("shop.reserve");

        assertThat(laptop.work()).isEqualTo(2);

        assertThat(task.failure()).get().hasToString(ShopException.class.getName() + ": closed");
        assertThat(laptop.messages("memory")).isEmpty();
        assertThat(shop.calls).hasSize(1);
    }

    @Test
    void aRetryRollsBackWhateverTheRulesSay() {
        throwing(new SoldOutException());
        laptop.tasks().signature("shop.ask").applyAsync(o -> o.maxRetries(1));

        laptop.work();
        assertThat(laptop.messages("memory")).isEmpty();
        laptop.clock().advance(Duration.ofMinutes(3));
        laptop.deliver("apium");

        assertThat(laptop.messages("memory")).hasSize(1);
        assertThat(shop.calls).hasSize(2);
    }

    @Test
    void aValueThatCannotBeWrittenRollsBackWhateverTheRulesSay() {
        class Opener {
            @Task(name = "open", dontRollbackOn = Exception.class, autoRetryFor = Exception.class)
            Object open() {
                laptop.tasks().signature(Shop::remember).delay();
                return new Object();
            }
        }
        laptop.add(new Opener());
        var task = send("open");

        laptop.work();

        assertThat(task.failed()).isTrue();
        assertThat(task.failure().orElseThrow().message()).contains("cannot be written as JSON");
        assertThat(laptop.messages("memory")).isEmpty();
    }
}
