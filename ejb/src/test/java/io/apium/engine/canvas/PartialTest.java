package io.apium.engine.canvas;

import static org.assertj.core.api.Assertions.assertThat;

import io.apium.Task;
import io.apium.TaskContext;
import io.apium.canvas.FailedTask;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Signatures by method reference that get their first argument when they are sent. */
class PartialTest extends OnLaptop {

    private final Shop shop = laptop.add(new Shop());

    /** Tasks of every shape. */
    static class Shop {

        private final List<String> told = new ArrayList<>();

        @Task
        public int one() {
            return 1;
        }

        @Task
        public int inc(int number) {
            return number + 1;
        }

        @Task
        public int add(TaskContext context, int number, int more) {
            return number + more;
        }

        @Task
        public int sum(List<Integer> numbers) {
            return numbers.stream().mapToInt(number -> number).sum();
        }

        @Task
        public void tell(Object value) {
            told.add("told " + value);
        }

        @Task
        public void tellMore(TaskContext context, Object value, String more, String evenMore) {
            told.add("told " + value + more + evenMore);
        }

        @Task
        public int fail() {
            throw new IllegalStateException("No");
        }

        @Task
        public void alarm(TaskContext context, FailedTask failed) {
            told.add("alarm " + failed.failure().message());
        }
    }

    @Test
    void membersInAChainAndBodiesOfChords() {
        var tasks = laptop.tasks();

        assertThat(run(tasks.signature(Shop::one)
                        .then(tasks.group(List.of(tasks.partial(Shop::inc), tasks.partial(Shop::add, 10))))
                        .then(Shop::sum)))
                .isEqualTo(13);
        Integer sum = run(
                tasks.chord(List.of(tasks.signature(Shop::one), tasks.signature(Shop::one)), tasks.partial(Shop::sum)));
        assertThat(sum).isEqualTo(2);
    }

    @Test
    void callbacksAndStepsThatTakeAnyObject() {
        var tasks = laptop.tasks();
        sent(tasks.signature(Shop::one)
                .link(tasks.partial(Shop::tellMore, "!", "?"))
                .then(tasks.partial(Shop::tell)));
        sent(tasks.signature(Shop::fail).linkError(tasks.partial(Shop::alarm)));

        assertThat(shop.told).containsExactlyInAnyOrder("told 1!?", "told 1", "alarm No");
    }
}
