package io.apium.engine.execute;

import static org.assertj.core.api.Assertions.assertThat;

import io.apium.AsyncResult;
import io.apium.Task;
import io.apium.TaskContext;
import io.apium.engine.Laptop;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

/**
 * A broker is killed and comes back, and has forgotten what it delivered, while the node has lived on. What was decided stays
 * decided, though the task would end otherwise now and leaves no row that could refuse it.
 */
class ForgottenDeliveryTest {

    static class Shop {

        private final Laptop laptop;
        private final Journal journal;
        private boolean isWell;

        Shop(Laptop laptop) {
            this.laptop = laptop;
            this.journal = new Journal(laptop);
        }

        private void work(TaskContext context, String how) {
            journal.write(how + context.attempt());
            laptop.tasks().signature("sent").applyAsync(o -> o.queue("sent"));
            if (!isWell && how.equals("fails")) {
                throw new IllegalStateException(how);
            }
            if (!isWell && how.equals("retries")) {
                throw context.retry();
            }
        }

        @Task(name = "buy", ignoreResult = true)
        void buy(TaskContext context, String how) {
            work(context, how);
        }

        @Task(name = "browse", ignoreResult = true, batchable = true)
        void browse(TaskContext context, String how) {
            work(context, how);
        }

        @Task(name = "leave")
        void leave(TaskContext context, String how) {
            work(context, how);
            throw context.ignore();
        }
    }

    private final Laptop laptop = new Laptop();
    private final Shop shop = laptop.add(new Shop(laptop));

    private void forget() {
        laptop.forgetDeliveries();
        shop.isWell = true;
        laptop.clock().advance(Duration.ofSeconds(5));
    }

    private void deliverAll() {
        while (laptop.deliver("apium")) {
            laptop.clock().advance(Duration.ofMinutes(5));
        }
    }

    private void assertFailed(AsyncResult<?> result) {
        assertThat(result.failed()).isTrue();
        assertThat(shop.journal.kept()).isEmpty();
        assertThat(laptop.messages("sent")).isEmpty();
        assertThat(laptop.messages("apium")).isEmpty();
        assertThat(laptop.messages("apium.dead")).isEmpty();
    }

    @Test
    void aFailureStaysAFailure() {
        var result = laptop.tasks().signature(Shop::buy, "fails").delay();
        laptop.deliver("apium");

        forget();
        deliverAll();

        assertFailed(result);
        assertThat(shop.journal.calls()).containsExactly("fails0", "fails0");
    }

    @Test
    void aFailureStaysAFailureThoughTheTaskEndsItself() {
        var result = laptop.tasks().signature(Shop::leave, "fails").delay();
        laptop.deliver("apium");

        forget();
        deliverAll();

        assertFailed(result);
    }

    @Test
    void anAttemptThatIsFollowedByAnotherHasNoEffect() {
        laptop.tasks().signature(Shop::buy, "retries").delay();
        laptop.deliver("apium");

        forget();
        deliverAll();

        assertThat(shop.journal.kept()).containsExactly("retries1");
        assertThat(laptop.messages("sent")).hasSize(1);
        assertThat(laptop.messages("apium")).isEmpty();
    }

    @Test
    void theOthersOfItsBatchHaveTheirEffectOnce() {
        laptop.tasks().signature(Shop::browse, "fails").delay();
        laptop.deliver("apium");
        var others = List.of("a", "b", "c");
        others.forEach(other -> laptop.tasks().signature(Shop::browse, other).delay());

        forget();
        deliverAll();

        assertThat(shop.journal.kept()).containsExactlyInAnyOrder("a0", "b0", "c0");
        assertThat(laptop.messages("sent")).hasSize(3);
        assertThat(laptop.messages("apium")).isEmpty();
    }

    @Test
    void aBrokerThatEndsWithTheNodeHasForgottenNothingOfItsTime() {
        laptop.brokerEndsWithNode(true);
        laptop.tasks().signature(Shop::buy, "first").delay();
        laptop.deliver("apium");
        laptop.tasks().signature(Shop::buy, "works").delay();
        laptop.clock().advance(Duration.ofSeconds(5));

        // So that nobody can look.
        laptop.databaseIsAway(true);
        laptop.deliver("apium");

        assertThat(shop.journal.kept()).containsExactly("first0", "works0");
    }

    @Test
    void aBrokerThatEndsWithTheNodeHasForgottenWhatWasBefore() {
        laptop.brokerEndsWithNode(true);
        var result = laptop.tasks().signature(Shop::buy, "fails").delay();
        laptop.deliver("apium");

        forget();
        laptop.restart();
        deliverAll();

        assertFailed(result);
    }
}
