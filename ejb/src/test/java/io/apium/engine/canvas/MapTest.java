package io.apium.engine.canvas;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.apium.Task;
import io.apium.TaskState;
import io.apium.canvas.Canvas;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** One task that calls another for each item. */
class MapTest extends OnLaptop {

    @Test
    void oneTaskCallsAnotherForEachItemOneAfterTheOther() {
        laptop.tasks().map(List.of(1, 2, 3), Works::twice).delay();
        assertThat(laptop.messages("apium")).hasSize(1);
        assertThat(run(laptop.tasks().map(List.of(1, 2, 3), Works::twice))).isEqualTo(List.of(2, 4, 6));
        assertThat(works.done).startsWith("twice[1]", "twice[2]", "twice[3]");
        assertThat(run(sig("twice").map(List.of(1, 2)))).isEqualTo(List.of(2, 4));
        assertThat(run(sig("twice").map(List.of()))).isEqualTo(List.of());
    }

    @Test
    void furtherArgumentsFollowTheItem() {
        assertThat(run(sig("text", "!").map(List.of("a", "b")))).isEqualTo(List.of("a!", "b!"));
        assertThat(run(sig("text").named("more", "?").map(List.of("a", "b")))).isEqualTo(List.of("a?", "b?"));
    }

    @Test
    void aStarmapTakesListsOfArguments() {
        assertThat(run(sig("add").starmap(List.of(List.of(1, 2), List.of(3, 4)))))
                .isEqualTo(List.of(3, 7));
    }

    @Test
    void chunksAreGroupsOfSuchTasks() {
        assertThat(run(laptop.tasks().chunks(IntStream.range(0, 10).boxed().toList(), 4, Works::twice)))
                .isEqualTo(List.of(List.of(0, 2, 4, 6), List.of(8, 10, 12, 14), List.of(16, 18)));
        assertThat(run(sig("add").chunks(List.of(List.of(1, 2), List.of(3, 4), List.of(5, 6)), 2)))
                .isEqualTo(List.of(List.of(3, 7), List.of(11)));
        laptop.tasks()
                .chunks(IntStream.range(0, 100).boxed().toList(), 10, Works::twice)
                .delay();
        assertThat(laptop.messages("apium")).hasSize(10);
        assertThatThrownBy(() -> laptop.tasks().chunks(List.of(1), 0, Works::twice))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("0");
    }

    @Test
    void chunksCanBeSkewedAndJoined() {
        var chunks = laptop.tasks().chunks(List.of(1, 2, 3), 2, Works::twice);
        chunks.skew(Duration.ZERO, Duration.ofMinutes(1)).delay();
        assertThat(laptop.messages("apium").get(1).dueAt())
                .isEqualTo(laptop.clock().instant().plus(Duration.ofMinutes(1)));

        assertThat(run(chunks.join(sig("same")))).isEqualTo(List.of(List.of(2, 4), List.of(6)));
    }

    @Test
    void oneItemThatFailsFailsAll() {
        assertFailed(sent(sig("fail").map(List.of(1, 2))), "No 1");
        assertThat(works.called).containsExactly("fail[1]");
        works.timesToFail = 1;
        var result = sent(sig("fail").chunks(List.of(List.of(1), List.of(2)), 1));
        assertThat(result.state()).isEqualTo(TaskState.FAILURE);
    }

    @Test
    void theFailureSaysWhichItemOfWhichTaskItIs() {
        works.timesToFail = 0;
        assertFailed(
                sent(sig("text", "b").map(List.of("a", Map.of()))),
                "Item 2 of 2 has failed, with which task 'text' was called: io.apium.InvalidArgumentsException");
        works.timesToFail = 1;
        assertFailed(
                sent(sig("fail").starmap(List.of(List.of(1)))),
                "Item 1 of 1 has failed, with which task 'fail' was called: java.lang.IllegalArgumentException: No 1");
    }

    @Test
    void itIsAPartOfACanvasAsAnyOther() {
        assertThat(run(chain(sig("twice").map(List.of(1, 2)), sig("sum")))).isEqualTo(6);
        assertThat(run(chain(
                        sig("one"), sig("twice").map(List.of(1, 2)), sig("sum").link(sig("log")))))
                .isEqualTo(6);
        assertThat(run(group(sig("twice").map(List.of(1)), sig("one")).join(sig("same"))))
                .isEqualTo(List.of(List.of(2), 1));
    }

    @Test
    void itGoesWhereItsTasksWouldGo() {
        class Queued {
            @Task(name = "queued", queue = "own", priority = 8)
            int queued(int number) {
                return number;
            }
        }
        laptop.add(new Queued());
        sig("queued").map(List.of(1)).delay();
        sig("queued")
                .set(o -> o.queue("other").header("a", "1"))
                .map(List.of(1))
                .delay();

        assertThat(laptop.messages("own"))
                .singleElement()
                .satisfies(message -> assertThat(message.priority()).isEqualTo(8));
        assertThat(laptop.messages("other"))
                .singleElement()
                .satisfies(message -> assertThat(message.body()).contains("\"a\""));
    }

    @Test
    void anItemMayIgnoreItselfAndDecideNothingElse() {
        assertThat(run(sig("skip").map(List.of(1, 2)))).isEqualTo(Arrays.asList(null, null));
        for (var decision : List.<Works.Act>of(
                context -> {
                    throw context.retry();
                },
                context -> {
                    throw context.reject("no");
                },
                context -> {
                    throw context.replace(sig("one"));
                })) {
            works.act = decision;
            var result = sent(sig("act").starmap(List.of(List.of())));
            assertThat(result.state()).isEqualTo(TaskState.FAILURE);
            assertThat(laptop.messages("apium.dead")).isEmpty();
        }
    }

    @Test
    void itemsSeeTheMapsIdAndHeaders() {
        var result = sent(sig("see").set(o -> o.header("a", "1")).map(List.of(1, 2)));

        assertThat(works.seen)
                .hasSize(2)
                .allMatch(
                        seen -> seen.id().equals(result.id()) && seen.headers().containsKey("a"));
    }

    @Test
    void aLeasedTaskIsRefused() {
        assertThatThrownBy(() -> sig("slow").map(List.of(1)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("slow");
    }

    @Test
    void callbacksBelongToTheMap() {
        assertThatThrownBy(() -> sig("twice").link(sig("log")).map(List.of(1)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("callbacks");
        run(sig("twice").map(List.of(1, 2)).link(sig("log")));
        assertThat(works.done).contains("log[[2, 4]]");
    }

    @Test
    void itemsAreCopiedWhenTheMapIsMade() {
        var items = new ArrayList<>(List.of(1));
        Canvas<?> map = sig("twice").map(items);
        items.add(2);

        assertThat(run(map)).isEqualTo(List.of(2));
    }
}
