package io.apium.engine.canvas;

import static java.util.Collections.nCopies;
import static org.assertj.core.api.Assertions.assertThat;

import io.apium.Task;
import io.apium.TaskContext;
import io.apium.canvas.Canvas;
import io.apium.canvas.FailedTask;
import io.apium.engine.canvas.Works.Seen;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Values that travel with every task of a canvas. */
class StampTest extends OnLaptop {

    /** An error callback. */
    private static class Bells {

        private final List<Map<String, Object>> stamps = new ArrayList<>();

        @Task(name = "ring")
        void ring(TaskContext context, FailedTask failed) {
            assertThat(failed.failure().message()).startsWith("No ");
            stamps.add(context.stamps());
        }
    }

    private List<Map<String, Object>> stampsOf(Canvas<?> canvas) {
        works.seen.clear();
        sent(canvas);
        return works.seen.stream().map(Seen::stamps).toList();
    }

    @Test
    void everyTaskOfACanvasHasTheStamp() {
        var canvas = chain(
                        sig("see", 1).link(sig("see")),
                        group(sig("see"), chain(sig("see"), sig("see")).link(sig("see")))
                                .link(sig("see")),
                        group(sig("see")).join(sig("see")).link(sig("see")))
                .link(sig("see"));

        assertThat(stampsOf(canvas.stamp("order", 42))).hasSize(11).containsOnly(Map.of("order", 42));
        assertThat(stampsOf(canvas)).containsOnly(Map.of());
    }

    @Test
    void everyKindOfCanvasCanBeStamped() {
        for (Canvas<?> canvas : List.of(
                sig("see", 1),
                chain(sig("see", 1)),
                group(sig("see", 1)),
                group(sig("see", 1)).join(sig("see")))) {
            assertThat(stampsOf(canvas.stamp("a", 1))).isNotEmpty().containsOnly(Map.of("a", 1));
            assertThat(stampsOf(canvas.stamp(signature -> Map.of("name", signature.task()))))
                    .isNotEmpty()
                    .containsOnly(Map.of("name", "see"));
        }
    }

    @Test
    void valuesKeepTheirTypes() {
        var stamps = new LinkedHashMap<String, Object>();
        stamps.put("number", 42);
        stamps.put("text", "blue");
        stamps.put("truth", true);
        stamps.put("list", List.of(1, "a"));
        stamps.put("map", Map.of("k", 1.5));

        assertThat(stampsOf(sig("see", 1).stamp(signature -> stamps))).containsExactly(stamps);
        assertThat(sig("see", 1).stamp(signature -> stamps).stamps()).isEqualTo(stamps);
        assertThat(stampsOf(laptop.tasks()
                        .canvas(sig("see", 1).stamp(signature -> stamps).toJson())))
                .containsExactly(stamps);
    }

    @Test
    void theFirstStampOfANameStays() {
        assertThat(stampsOf(chain(sig("see", 1).stamp("a", "own"), sig("see"))
                        .stamp("a", "all")
                        .stamp("b", 2)))
                .containsExactly(Map.of("a", "own", "b", 2), Map.of("a", "all", "b", 2));
    }

    @Test
    void callbacksThatAreAddedLaterAreNotStamped() {
        assertThat(stampsOf(sig("see", 1).stamp("a", 1).link(sig("see")))).containsExactly(Map.of("a", 1), Map.of());
    }

    @Test
    void errorCallbacksAreStampedToo() {
        var bells = laptop.add(new Bells());
        sent(sig("fail", 1).linkError(sig("ring")).stamp("a", 1));
        sent(chain(sig("fail", 1)).linkError(sig("ring")).stamp("a", 1));
        sent(group(sig("fail", 1)).linkError(sig("ring")).stamp("a", 1));
        sent(group(sig("fail", 1)).join(sig("same")).linkError(sig("ring")).stamp("a", 1));

        assertThat(bells.stamps).hasSize(4).containsOnly(Map.of("a", 1));
    }

    @Test
    void everyErrorCallbackOfANestedCanvasHasTheStamp() {
        var bells = laptop.add(new Bells());
        var member = sig("fail", 1).linkError(sig("ring"));
        var inner = chain(group(member, sig("one")).linkError(sig("ring")), sig("same"))
                .linkError(sig("ring"));
        sent(group(inner, sig("one"))
                .linkError(sig("ring"))
                .join(sig("same").linkError(sig("ring")))
                .linkError(sig("ring").link(sig("see")))
                .stamp("a", 1));

        assertThat(bells.stamps).hasSize(6).containsOnly(Map.of("a", 1));
        assertThat(works.seen).extracting(Seen::stamps).containsExactly(Map.of("a", 1));

        bells.stamps.clear();
        sent(group(sig("one")).join(member.immutable()).stamp("a", 2));
        sent(sig("one")
                .link(chain(sig("fail"), sig("see")).linkError(sig("ring")))
                .stamp("a", 2));
        assertThat(bells.stamps).hasSize(2).containsOnly(Map.of("a", 2));
    }

    @Test
    void aStampedCallbackKeepsItsOwnStamps() {
        var bells = laptop.add(new Bells());
        var link = sig("see").stamp("a", "own").stamp("b", 2);
        assertThat(stampsOf(sig("see", 1).link(link).stamp("a", 1)))
                .containsExactly(Map.of("a", 1), Map.of("a", "own", "b", 2));
        assertThat(stampsOf(sig("see", 1).stamp("c", 3).link(link)))
                .containsExactly(Map.of("c", 3), Map.of("a", "own", "b", 2));

        sent(sig("fail", 1).linkError(sig("ring").stamp("b", 2)).stamp("a", 1));
        sent(sig("fail", 1).stamp("a", 1).linkError(sig("ring").stamp("b", 2)));
        assertThat(bells.stamps).containsExactly(Map.of("a", 1, "b", 2), Map.of("b", 2));
    }

    @Test
    void whatIsStoredUntilItsTurnHasTheStampToo() {
        var later = laptop.tasks().group(nCopies(600, sig("see")).stream());
        var steps = new ArrayList<Canvas<?>>(nCopies(100, sig("see")));
        steps.set(0, sig("see", 1));
        steps.add(later);

        assertThat(stampsOf(laptop.tasks().chain(steps).stamp("a", 1)))
                .hasSize(700)
                .containsOnly(Map.of("a", 1));
    }

    @Test
    void whoeverReadsAMessageSeesTheStamp() {
        group(sig("see", 1), sig("see", 2)).join(sig("see")).stamp("a", 1).delay();

        for (int i = 0; i < 3; i++) {
            assertThat(laptop.messages("apium").get(0).body()).contains("\"stamps\":{\"a\":1}");
            deliver(1);
        }
    }

    @Test
    void stampsSurviveACrashAndWhatIsRunOn() {
        var result = chain(sig("see", 1), sig("fail"), sig("see")).stamp("a", 1).delay();
        laptop.crash("apium");
        laptop.work();
        works.timesToFail = 0;
        laptop.tasks().workflow(result).retryFailed();
        laptop.work();

        assertThat(works.seen).hasSize(3).extracting(Seen::stamps).containsOnly(Map.of("a", 1));
    }

    @Test
    void aTaskInTheCallersThreadAndItsCallbacksHaveTheStamp() {
        sig("see", 1).link(sig("see")).stamp("a", 1).apply();

        assertThat(works.seen).hasSize(2).extracting(Seen::stamps).containsOnly(Map.of("a", 1));
    }

    @Test
    void stampsSurviveARetry() {
        var stamps = new ArrayList<Map<String, Object>>();
        works.act = context -> {
            stamps.add(context.stamps());
            if (context.attempt() == 0) {
                throw context.retry().countdown(AT_ONCE);
            }
            return 1;
        };
        sent(sig("act").stamp("a", 1));

        assertThat(stamps).hasSize(2).containsOnly(Map.of("a", 1));
    }

    @Test
    void whatATaskSendsIsNotStampedByItself() {
        works.act = context -> {
            sig("see", 1).delay();
            return 1;
        };

        assertThat(stampsOf(sig("act").stamp("a", 1))).containsExactly(Map.of());
    }

    @Test
    void aReplacementHasTheStampsOfItsTaskToo() {
        works.act = context -> {
            throw context.replace(
                    chain(sig("see", 1).stamp("b", 2), group(sig("see").stamp("a", "own"))));
        };

        assertThat(stampsOf(sig("act").stamp("a", 1))).containsExactly(Map.of("a", 1, "b", 2), Map.of("a", "own"));
    }

    @Test
    void theMembersAndCallbacksOfAReplacementHaveThemToo() {
        var bells = laptop.add(new Bells());
        works.act = context -> {
            throw context.replace(chain(
                    sig("see", 1).link(sig("see")),
                    group(sig("see"), chain(sig("see"), sig("see"))),
                    sig("fail").linkError(sig("ring"))));
        };

        assertThat(stampsOf(sig("act").stamp("a", 1))).hasSize(5).containsOnly(Map.of("a", 1));
        assertThat(bells.stamps).containsExactly(Map.of("a", 1));
    }

    @Test
    void theItemsOfAMapHaveTheStampsOfTheirTask() {
        assertThat(stampsOf(sig("see").stamp("a", 1).map(List.of(1, 2)).stamp("b", 2)))
                .containsExactly(Map.of("a", 1, "b", 2), Map.of("a", 1, "b", 2));
        assertThat(stampsOf(sig("see").stamp("a", 1).chunks(List.of(List.of(1), List.of(2)), 1)))
                .containsExactly(Map.of("a", 1), Map.of("a", 1));
    }

    @Test
    void stampsAreNoHeadersAndChangeNoOptions() {
        sent(sig("see", 1).set(o -> o.header("a", "h").queue("q")).stamp("a", 1));

        assertThat(works.seen.get(0).headers()).isEqualTo(Map.of("a", "h"));
        assertThat(works.seen.get(0).queue()).contains("q");
    }
}
