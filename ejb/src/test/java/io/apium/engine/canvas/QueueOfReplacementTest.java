package io.apium.engine.canvas;

import static org.assertj.core.api.Assertions.assertThat;

import io.apium.Task;
import io.apium.TaskContext;
import io.apium.canvas.Canvas;
import java.util.List;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** What is put in the place of a task, in an application that works off a queue of its own and not the default one. */
class QueueOfReplacementTest extends OnLaptop {

    private static final String OWN_QUEUE = "apium.shop";

    private final Shop shop = laptop.add(new Shop());

    /** Tasks with a queue of their own. */
    static class Shop {

        Supplier<Canvas<?>> replacement = () -> {
            throw new IllegalStateException("There is no replacement");
        };

        @Task(name = "shop.become", queue = OWN_QUEUE)
        public Object become(TaskContext context) {
            throw context.replace(replacement.get());
        }

        @Task(name = "shop.one", queue = OWN_QUEUE)
        public int one() {
            return 1;
        }

        @Task(name = "shop.same", queue = OWN_QUEUE)
        public Object same(Object value) {
            return value;
        }
    }

    private @Nullable Object valueOf(Canvas<?> canvas) {
        var result = canvas.delay();
        while (laptop.deliver(OWN_QUEUE)) {
            assertThat(laptop.messages("apium")).isEmpty();
        }
        return result.get(AT_ONCE);
    }

    @Test
    void theValuesOfAGroupAreCollectedWhereTheTaskWasTakenFrom() {
        shop.replacement = () -> group(sig("shop.one"), sig("shop.one"));

        assertThat(valueOf(sig("shop.become"))).isEqualTo(List.of(1, 1));
        assertThat(valueOf(sig("shop.become").then(sig("shop.same")))).isEqualTo(List.of(1, 1));
        assertThat(valueOf(group(sig("shop.become"), sig("shop.one")).join(sig("shop.same"))))
                .isEqualTo(List.of(List.of(1, 1), 1));
    }

    @Test
    void soAreThoseOfAnEmptyGroupAndOfAGroupAtTheEndOfAChain() {
        shop.replacement = () -> group();
        assertThat(valueOf(sig("shop.become"))).isEqualTo(List.of());

        shop.replacement = () -> chain(sig("shop.one"), group(sig("shop.same"), sig("shop.same")));
        assertThat(valueOf(sig("shop.become"))).isEqualTo(List.of(1, 1));
    }
}
