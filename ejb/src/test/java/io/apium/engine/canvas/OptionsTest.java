package io.apium.engine.canvas;

import static org.assertj.core.api.Assertions.assertThat;

import io.apium.AsyncResult;
import io.apium.TaskOptions;
import io.apium.TaskState;
import io.apium.canvas.Canvas;
import io.apium.engine.LaptopMessage;
import io.apium.engine.canvas.Works.Seen;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What the options of a chain, group or chord mean for its parts. */
class OptionsTest extends OnLaptop {

    private static final Duration HOUR = Duration.ofHours(1);

    /** {@return a chain, a group and a chord of four tasks each, which are sent in two steps} */
    private List<Canvas<?>> canvases() {
        return List.of(
                chain(sig("see", 1), group(sig("see"), sig("see")), sig("see")),
                group(chain(sig("see", 1), sig("see")), chain(sig("see", 1), sig("see"))),
                group(sig("see", 1), sig("see", 2), sig("see", 3)).join(sig("see")));
    }

    private List<Seen> seen(Canvas<?> canvas) {
        works.seen.clear();
        sent(canvas);
        assertThat(works.seen).hasSize(4);
        return works.seen;
    }

    @Test
    void headersAndTheQueueAreThoseOfAllTasks() {
        for (var canvas : canvases()) {
            assertThat(seen(canvas.set(o -> o.header("tenant", "blue").queue("reports"))))
                    .allMatch(seen -> seen.headers().equals(Map.of("tenant", "blue")))
                    .allMatch(seen -> seen.queue().orElseThrow().equals("reports"));
        }
    }

    @Test
    void whatATaskSaysItselfGoesBeforeWhatTheWholeSays() {
        var own =
                sig("see").set(o -> o.header("tenant", "red").header("own", "1").queue("own"));
        var seen = seen(chain(sig("see", 1), group(own, sig("see")).set(o -> o.header("tenant", "green")), sig("see"))
                .set(o -> o.header("tenant", "blue").queue("all")));

        assertThat(seen)
                .extracting(Seen::headers)
                .containsExactlyInAnyOrder(
                        Map.of("tenant", "blue"),
                        Map.of("tenant", "red", "own", "1"),
                        Map.of("tenant", "green"),
                        Map.of("tenant", "blue"));
        assertThat(seen)
                .extracting(task -> task.queue().orElseThrow())
                .containsExactlyInAnyOrder("all", "own", "all", "all");
    }

    @Test
    void thePriorityIsThatOfAllMessages() {
        for (var canvas : canvases()) {
            canvas.applyAsync(o -> o.priority(7));
            while (!laptop.messages("apium").isEmpty()) {
                assertThat(laptop.messages("apium"))
                        .extracting(LaptopMessage::priority)
                        .containsOnly(7);
                deliver(1);
            }
        }
    }

    @Test
    void aCountdownHoldsBackWhatIsSentFirst() {
        for (var canvas : canvases()) {
            works.seen.clear();
            canvas.applyAsync(o -> o.countdown(HOUR));
            laptop.work();
            assertThat(works.seen).isEmpty();
            pass(HOUR);
            assertThat(works.seen).hasSize(4);
        }
    }

    @Test
    void anEtaToo() {
        for (var canvas : canvases()) {
            works.seen.clear();
            canvas.applyAsync(o -> o.eta(laptop.clock().instant().plus(HOUR)));
            laptop.work();
            assertThat(works.seen).isEmpty();
            pass(HOUR);
            assertThat(works.seen).hasSize(4);
        }
    }

    @Test
    void theCountdownOfAPartGoesBeforeThatOfTheWhole() {
        var start = laptop.clock().instant();
        group(sig("one").set(o -> o.countdown(Duration.ofMinutes(2))), sig("one"))
                .set(o -> o.eta(start.plus(Duration.ofMinutes(4))))
                .delay();

        assertThat(laptop.messages("apium"))
                .extracting(LaptopMessage::dueAt)
                .containsExactly(start.plus(Duration.ofMinutes(2)), start.plus(Duration.ofMinutes(4)));
    }

    @Test
    void theTaskIdIsThatOfTheResult() {
        for (var canvas : canvases()) {
            var id = "result-" + canvases().indexOf(canvas) + canvas.getClass().getSimpleName();
            AsyncResult<?> result =
                    canvas.applyAsync(TaskOptions.builder().taskId(id).build());
            assertThat(result.id()).isEqualTo(id);
            laptop.work();
            assertThat(result.ready()).isTrue();
            assertThat(laptop.tasks().result(id).id()).isEqualTo(id);
        }
        assertThat(stored("result--1ClientChord").task()).isEqualTo("see");
    }

    @Test
    void anExpiryIsThatOfAllTasksAndCountsFromTheirSending() {
        var result = chain(sig("one"), sig("twice"), sig("same"), sig("twice")).applyAsync(o -> o.expires(HOUR));
        for (int step = 0; step < 3; step++) {
            laptop.clock().advance(Duration.ofMinutes(50));
            deliver(1);
        }
        laptop.clock().advance(Duration.ofMinutes(50));
        laptop.work();
        assertThat(result.get(AT_ONCE)).isEqualTo(4);

        var late = chain(sig("one"), sig("twice"))
                .applyAsync(o -> o.expires(laptop.clock().instant().plus(HOUR)));
        deliver(1);
        pass(HOUR.plusMillis(1));
        assertThat(late.state()).isEqualTo(TaskState.REVOKED);
    }

    @Test
    void resultsAreIgnoredOfAllTasksAndTheirStatesKept() {
        var result = chain(sig("one"), group(sig("twice"), sig("add", 1)), sig("sum"))
                .applyAsync(o -> o.ignoreResult(true));
        laptop.work();

        assertThat(result.state()).isEqualTo(TaskState.SUCCESS);
        assertThat(result.get(AT_ONCE)).isNull();
        assertThat(works.done).contains("sum[[2, 2]]");
        assertThat(result.parent().orElseThrow().parent().orElseThrow().state()).isEqualTo(TaskState.SUCCESS);
        assertThat(stored(result.parent().orElseThrow().parent().orElseThrow().id())
                        .value())
                .isNull();
    }

    @Test
    void optionsOfRetriesAreThoseOfAllTasks() {
        works.act = context -> {
            throw context.retry();
        };
        var result = chain(sig("one"), sig("act").immutable())
                .applyAsync(o -> o.maxRetries(1).retryDelay(HOUR));
        laptop.work();
        assertThat(result.state()).isEqualTo(TaskState.RETRY);
        pass(HOUR);
        assertThat(result.state()).isEqualTo(TaskState.FAILURE);
    }

    @Test
    void timeLimitsAreThoseOfAllTasks() {
        var names = new ArrayList<String>();
        works.act = context -> {
            names.add(context.displayName());
            return 1;
        };
        chain(sig("act"), sig("act").immutable())
                .applyAsync(o ->
                        o.shadow("shown").softTimeLimit(Duration.ofSeconds(5)).timeLimit(Duration.ofSeconds(9)));
        assertThat(laptop.messages("apium").get(0).body()).contains("PT5S").contains("PT9S");
        deliver(1);
        assertThat(laptop.messages("apium").get(0).body()).contains("PT5S").contains("PT9S");
        laptop.work();
        assertThat(names).containsExactly("shown", "shown");
    }

    @Test
    void callbacksAreSentAsTheySayThemselves() {
        sig("one").link(sig("see")).set(o -> o.queue("q").header("a", "1")).delay();
        laptop.work();
        chain(sig("one"), sig("twice"))
                .link(sig("see"))
                .set(o -> o.queue("q").header("a", "1"))
                .delay();
        laptop.work();

        assertThat(works.seen)
                .extracting(Seen::queue)
                .allMatch(queue -> queue.orElseThrow().equals("apium"));
        assertThat(works.seen).extracting(Seen::headers).containsOnly(Map.of());
    }

    @Test
    void optionsOfOneCallDoNotStay() {
        var chain = chain(sig("see", 1));
        chain.applyAsync(o -> o.header("a", "1"));
        chain.delay();
        laptop.work();

        assertThat(works.seen).extracting(Seen::headers).containsExactly(Map.of("a", "1"), Map.of());
        assertThat(chain.options().headers()).isEmpty();
        assertThat(chain.set(o -> o.priority(3)).options().priority()).contains(3);
    }
}
