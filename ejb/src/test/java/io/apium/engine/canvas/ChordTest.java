package io.apium.engine.canvas;

import static org.assertj.core.api.Assertions.assertThat;

import io.apium.AsyncResult;
import io.apium.Execution;
import io.apium.GroupResult;
import io.apium.Task;
import io.apium.TaskState;
import io.apium.canvas.Canvas;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ChordTest extends OnLaptop {

    @Test
    void allWaysToWriteAChordAreTheSame() {
        var header = List.of(sig("twice", 1), sig("twice", 2));
        for (Canvas<?> chord : List.of(
                laptop.tasks().group(header).join(sig("sum")),
                laptop.tasks().chord(header, sig("sum")),
                laptop.tasks().group(header).then(sig("sum")),
                chain(laptop.tasks().group(header), sig("sum")),
                laptop.tasks().group(List.of(1, 2), Works::twice).join(Works::sum))) {
            assertThat(run(chord)).isEqualTo(6);
        }
    }

    @Test
    void theBodyTakesTheListBeforeItsOwnArguments() {
        class Pens {
            @Task(name = "letter")
            String letter(List<String> words, String end) {
                return String.join(" ", words) + end;
            }
        }
        laptop.add(new Pens());

        assertThat(run(group(sig("same", "Dear"), sig("same", "John")).join(sig("letter", ","))))
                .isEqualTo("Dear John,");
    }

    @Test
    void theListIsInTheOrderOfTheMembersWhicheverEndsFirst() {
        var members = IntStream.range(0, 10)
                .mapToObj(i -> sig("same", i).set(o -> o.priority(i)))
                .toList();

        assertThat(run(laptop.tasks().chord(members, sig("same")))).isEqualTo(List.of(0, 1, 2, 3, 4, 5, 6, 7, 8, 9));
        assertThat(works.done).startsWith("same[9]", "same[8]");
    }

    @Test
    void theBodyIsSentByTheLastMemberAndNotBefore() {
        var result = group(sig("one"), sig("one"), sig("one")).join(sig("sum")).delay();

        deliver(2);
        assertThat(laptop.messages("apium")).hasSize(1);
        deliver(1);
        assertThat(laptop.messages("apium"))
                .singleElement()
                .satisfies(message -> assertThat(message.properties()).containsEntry("apium_task", "sum"));
        deliver(1);
        assertThat(result.get(AT_ONCE)).isEqualTo(3);
    }

    @Test
    void theListDoesNotTravel() {
        group(sig("same", "secret".repeat(100)), sig("one")).join(sig("same")).delay();
        deliver(2);

        assertThat(laptop.messages("apium").get(0).body()).doesNotContain("secret");
    }

    @Test
    void aHeaderOfOneIsAListOfOneAndAnEmptyOneAnEmptyList() {
        assertThat(run(group(sig("one")).join(sig("same")))).isEqualTo(List.of(1));
        assertThat(run(group().join(sig("same")))).isEqualTo(List.of());
        assertThat(run(laptop.tasks().chord(List.of(), sig("sum")))).isEqualTo(0);
    }

    @Test
    void anImmutableBodyTakesNothing() {
        assertThat(run(group(sig("one"), sig("one")).join(sig("twice", 5).immutable())))
                .isEqualTo(10);
        assertThat(run(laptop.tasks().group(List.of(1), Works::twice).join(Works::one)))
                .isEqualTo(1);
    }

    @Test
    void argumentsGoToTheHeader() {
        var chord = group(sig("add", 1), sig("add", 2)).join(sig("sum"));

        assertThat(run(chord.prepended(10))).isEqualTo(23);
        assertThat(run(chain(sig("one"), chord))).isEqualTo(5);
        assertThat(run(chain(
                        sig("one"),
                        group(sig("one"), sig("twice", 4)).join(sig("sum")).immutable())))
                .isEqualTo(9);
    }

    @Test
    void anyCanvasCanBeTheBody() {
        var header = group(sig("one"), sig("twice", 2));

        assertThat(run(header.join(chain(sig("sum"), sig("twice"))))).isEqualTo(10);
        assertThat(run(header.join(group(sig("sum"), sig("same"))))).isEqualTo(List.of(5, List.of(1, 4)));
        assertThat(run(header.join(group(sig("sum"), sig("sum")).join(sig("same")))))
                .isEqualTo(List.of(5, 5));
    }

    @Test
    void itsResultIsTheBodysAndTheHeaderItsParent() {
        var result = group(sig("one"), sig("twice", 2)).join(sig("sum")).delay();
        assertThat(result.parent()).containsInstanceOf(GroupResult.class);
        laptop.work();

        assertThat(result.parent().orElseThrow().get(AT_ONCE)).isEqualTo(List.of(1, 4));
        var found = laptop.tasks().result(result.id()).parent().orElseThrow();
        assertThat(found.id()).isEqualTo(result.parent().orElseThrow().id());
        assertThat(found.get(AT_ONCE)).isEqualTo(List.of(1, 4));
    }

    @Test
    void theBodyKnowsRootAndParent() {
        var result =
                chain(sig("see", 0), group(sig("see"), sig("see")), sig("see")).delay();
        laptop.work();

        var body = works.seen.get(3);
        assertThat(body.id()).isEqualTo(result.id());
        assertThat(body.rootId()).isEqualTo(works.seen.get(0).id());
        assertThat(body.parentId()).contains(result.parent().orElseThrow().id());
        assertThat(body.groupId()).isEmpty();
    }

    @Test
    void callbacksOfAChordFollowItsBody() {
        run(group(sig("one"), sig("one")).join(sig("sum")).link(sig("log")));

        assertThat(works.done).containsExactly("one", "one", "sum[[1, 1]]", "log[2]");
    }

    @Test
    void itWaitsForAMemberThatRetries() {
        var result = sent(group(sig("retry", 4), sig("one")).join(sig("sum")));
        assertThat(result.ready()).isFalse();

        pass(Duration.ofMinutes(1));
        assertThat(result.get(AT_ONCE)).isEqualTo(5);
    }

    @Test
    void leasedMembersAndBodiesCountToo() {
        class Ovens {
            @Task(name = "bake", execution = Execution.AT_LEAST_ONCE)
            int bake(List<Integer> numbers) {
                return numbers.size();
            }
        }
        laptop.add(new Ovens());

        assertThat(run(group(sig("slow", 1), sig("frail", 2), sig("one")).join(sig("bake"))))
                .isEqualTo(3);
    }

    @ParameterizedTest
    @ValueSource(ints = {3, 16, 17, 60, 120})
    void aBatchOfMembersReportsTogether(int size) {
        var result = laptop.tasks()
                .group(IntStream.range(0, size).boxed(), Works::quick)
                .join(Works::sum)
                .delay();
        laptop.work();

        assertThat(result.get(AT_ONCE)).isEqualTo(size * (size - 1) / 2);
        assertThat(works.done).hasSize(size + 1);
    }

    @Test
    void ofMembersThatEndAtTheSameTimeOneSendsTheBody() throws Exception {
        var size = 6;
        var together = new CyclicBarrier(size);
        works.act = context -> {
            if (!context.delivery().orElseThrow().redelivered()) {
                together.await(30, TimeUnit.SECONDS);
            }
            return 1;
        };
        var result = laptop.tasks()
                .chord(Stream.generate(() -> sig("act")).limit(size).toList(), sig("sum"))
                .delay();
        var executor = Executors.newFixedThreadPool(size);
        try {
            var start = new CountDownLatch(1);
            var deliveries = new ArrayList<Future<Boolean>>();
            for (int i = 0; i < size; i++) {
                deliveries.add(executor.submit(() -> {
                    start.await();
                    return laptop.deliver("apium");
                }));
            }
            start.countDown();
            for (var delivery : deliveries) {
                assertThat(delivery.get(60, TimeUnit.SECONDS)).isTrue();
            }
        } finally {
            executor.shutdownNow();
        }
        laptop.work();

        assertThat(result.get(AT_ONCE)).isEqualTo(size);
        assertThat(works.done).containsOnlyOnce("sum[[1, 1, 1, 1, 1, 1]]");
    }

    @Test
    void membersKeepTheirValuesUntilTheBodyHasTakenThem() {
        var result = group(
                        sig("one").set(o -> o.ignoreResult(true)),
                        sig("retry", 4),
                        sig("twice", 2).set(o -> o.ignoreResult(true)))
                .join(sig("sum").set(o -> o.countdown(Duration.ofDays(400))))
                .delay();
        laptop.work();
        pass(Duration.ofDays(400));
        laptop.tick();
        pass(Duration.ofDays(400));

        assertThat(result.get(AT_ONCE)).isEqualTo(9);
        assertThat(laptop.tasks()
                        .groupResult(result.parent().orElseThrow().id())
                        .members())
                .extracting(AsyncResult::state)
                .containsOnly(TaskState.SUCCESS);
        laptop.clock().advance(Duration.ofDays(8));
        laptop.tick();
        assertThat(laptop.stores().joins().find(result.parent().orElseThrow().id()))
                .isEmpty();
    }

    @Test
    void manyChordsRunBesideEachOther() {
        var results = IntStream.range(0, 20)
                .mapToObj(i -> laptop.tasks()
                        .chord(List.of(sig("twice", i), sig("quick", i)), sig("sum"))
                        .delay())
                .toList();
        laptop.work();

        for (int i = 0; i < 20; i++) {
            assertThat(results.get(i).get(AT_ONCE)).isEqualTo(3 * i);
        }
    }

    @Test
    void theBodyHasItsOwnPriorityAndQueue() {
        group(sig("one"), sig("one"))
                .join(sig("sum").set(o -> o.priority(7).queue("bodies")))
                .delay();
        deliver(2);

        assertThat(laptop.messages("bodies"))
                .singleElement()
                .satisfies(message -> assertThat(message.priority()).isEqualTo(7));
    }
}
