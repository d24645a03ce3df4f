package io.apium.engine.canvas;

import static org.assertj.core.api.Assertions.assertThat;

import io.apium.AsyncResult;
import io.apium.TaskState;
import io.apium.canvas.Canvas;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Plugs are pulled and commits refused at every point of a canvas: it ends as it would have, and every effect is there once. */
class JoinFaultTest extends OnLaptop {

    JoinFaultTest() {
        super(Map.of("apium.task-max-deliveries", "15"));
    }

    /** No story takes more. */
    private static final int MOST_COMMITS = 14;

    private int numbers;

    /** @param done what has committed in the end, in any order; tasks outside of transactions are not in it */
    record Story(String name, Supplier<Canvas<?>> canvas, TaskState end, List<String> done) {
        @Override
        public String toString() {
            return name;
        }
    }

    Stream<Story> stories() {
        works.act = context -> {
            context.addToChord(sig("twice", 5));
            return 1;
        };
        works.replacement = () -> chain(sig("one"), sig("twice"));
        return Stream.of(
                new Story(
                        "chain",
                        () -> chain(sig("one"), sig("twice").link(sig("log")), sig("twice")),
                        TaskState.SUCCESS,
                        List.of("one", "twice[1]", "twice[2]", "log[2]")),
                new Story(
                        "chord",
                        () -> group(sig("one"), sig("twice", 2), sig("quick", 3))
                                .join(sig("sum")),
                        TaskState.SUCCESS,
                        List.of("one", "twice[2]", "quick[3]", "sum[[1, 4, 3]]")),
                new Story(
                        "batch",
                        () -> group(sig("quick", 1), sig("quick", 2), sig("quick", 3))
                                .join(sig("sum")),
                        TaskState.SUCCESS,
                        List.of("quick[1]", "quick[2]", "quick[3]", "sum[[1, 2, 3]]")),
                new Story(
                        "leased",
                        () -> group(sig("slow", 1), sig("slow", 2), sig("one")).join(sig("sum")),
                        TaskState.SUCCESS,
                        List.of("one", "sum[[1, 2, 1]]")),
                new Story(
                        "retried",
                        () -> group(sig("retry", 1), sig("one")).join(sig("sum")),
                        TaskState.SUCCESS,
                        List.of("retry[1]", "one", "sum[[1, 1]]")),
                new Story(
                        "ignored",
                        () -> group(sig("skip", 1), sig("one")).join(sig("sum")),
                        TaskState.SUCCESS,
                        List.of("skip[1]", "one", "sum[[null, 1]]")),
                new Story(
                        "failing",
                        () -> group(sig("fail", 1), sig("one"), sig("fail", 2))
                                .join(sig("sum"))
                                .linkError(sig("failed")),
                        TaskState.FAILURE,
                        List.of("one", "failed[No 1]")),
                new Story(
                        "failing in a chain",
                        () -> chain(sig("one"), sig("fail"), group(sig("same"), sig("same")), sig("same"))
                                .linkError(sig("failed")),
                        TaskState.FAILURE,
                        List.of("one", "failed[No 1]")),
                new Story(
                        "tolerant",
                        () -> group(sig("fail", 1), sig("one"))
                                .tolerateFailures()
                                .join(sig("outcomes")),
                        TaskState.SUCCESS,
                        List.of("one", "outcomes")),
                new Story(
                        "nested",
                        () -> group(
                                        group(sig("one"), sig("one")).join(sig("sum")),
                                        chain(sig("one"), group(sig("twice"))))
                                .join(sig("same")),
                        TaskState.SUCCESS,
                        List.of("one", "one", "one", "sum[[1, 1]]", "twice[1]", "same[[2, [2]]]")),
                new Story(
                        "added",
                        () -> group(sig("act"), sig("one")).join(sig("sum")),
                        TaskState.SUCCESS,
                        List.of("act", "one", "twice[5]", "sum[[1, 1, 10]]")),
                new Story(
                        "replaced",
                        () -> group(sig("become", 0), sig("one")).join(sig("sum")),
                        TaskState.SUCCESS,
                        List.of("become[0]", "one", "one", "twice[1]", "sum[[2, 1]]")),
                new Story(
                        "revoked",
                        () -> group(revoked(chain(sig("twice", 1), sig("twice"))), sig("one"))
                                .join(sig("sum"))
                                .linkError(sig("failed")),
                        TaskState.FAILURE,
                        List.of("twice[1]", "one", "failed[somebody has revoked it]")),
                new Story(
                        "expired",
                        () -> group(chain(expired(sig("twice", 1)), sig("twice")), sig("one"))
                                .join(sig("sum"))
                                .linkError(sig("alarm").immutable()),
                        TaskState.FAILURE,
                        List.of("one", "alarm")));
    }

    /** {@return the canvas, whose last step is revoked before it is sent} */
    private Canvas<?> revoked(Canvas<?> canvas) {
        var id = "revoked" + numbers++;
        laptop.tasks().result(id).revoke();
        laptop.tick();
        return canvas.set(o -> o.taskId(id));
    }

    private Canvas<?> expired(Canvas<?> canvas) {
        return canvas.set(o -> o.expires(laptop.clock().instant().minusSeconds(1)));
    }

    static Stream<Arguments> names() {
        try (var test = new Closeable()) {
            return test.stories().map(story -> Arguments.of(story.name()));
        }
    }

    static final class Closeable extends JoinFaultTest implements AutoCloseable {
        @Override
        public void close() {
            laptop.close();
        }
    }

    private Story story(String name) {
        return stories().filter(story -> story.name().equals(name)).findFirst().orElseThrow();
    }

    /** Works, with all the time there is, as another node would after one was lost. */
    private void recover() {
        for (int i = 0; i < 10; i++) {
            laptop.work();
            laptop.clock().advance(Duration.ofMinutes(2));
            laptop.tick();
        }
        laptop.work();
    }

    private void assertEnds(Story story, AsyncResult<?> result) {
        assertThat(result.state())
                .describedAs(() -> result.failure().toString())
                .isEqualTo(story.end());
        assertThat(works.done).containsExactlyInAnyOrderElementsOf(story.done());
        assertThat(laptop.messages("apium")).isEmpty();
        assertThat(laptop.messages("DLQ")).isEmpty();
        assertThat(laptop.tasks().workflow(stored(result.id()).rootId()).graph().nodes())
                .allMatch(node -> node.state().isTerminal());
        works.done.clear();
    }

    @ParameterizedTest
    @MethodSource("names")
    void thePowerIsCutAfterEveryCommit(String name) {
        var story = story(name);
        for (int commits = 0; commits < MOST_COMMITS; commits++) {
            var result = story.canvas().get().delay();
            laptop.cutPowerAfter(commits);
            // Each of these commits at least once, as long as it can.
            for (int i = 0; i <= commits; i++) {
                if (!laptop.deliver("apium")) {
                    laptop.runLeased();
                }
            }
            laptop.restart();
            recover();
            assertEnds(story, result);
        }
    }

    @ParameterizedTest
    @MethodSource("names")
    void everyCommitFailsOnce(String name) {
        var story = story(name);
        for (int commits = 0; commits < MOST_COMMITS; commits++) {
            var result = story.canvas().get().delay();
            laptop.failCommitsAfter(commits, 1);
            recover();
            laptop.failCommits(0);
            laptop.restart();
            recover();
            assertEnds(story, result);
        }
    }

    @ParameterizedTest
    @MethodSource("names")
    void everyMessageIsDeliveredTwice(String name) {
        var story = story(name);
        var result = story.canvas().get().delay();
        workTwice();
        laptop.clock().advance(Duration.ofMinutes(2));
        workTwice();

        assertEnds(story, result);
    }

    @Test
    void aMemberOfALostNodeEndsItsGroup() {
        var result = group(sig("frail", 1), sig("one"))
                .join(sig("sum"))
                .linkError(sig("failed"))
                .delay();
        deliver(1);
        laptop.restart();
        laptop.clock().advance(Duration.ofMinutes(10));
        laptop.tick();
        laptop.work();

        assertThat(result.state()).isEqualTo(TaskState.FAILURE);
        assertThat(result.failure().orElseThrow().type()).endsWith("WorkerLostException");
        assertThat(works.failures).hasSize(1);
    }

    @Test
    void aMemberThatIsDeliveredTooOftenEndsItsGroup() {
        works.act = context -> {
            throw context.reject("not yet").requeue();
        };
        var result = group(sig("act"), sig("one"))
                .tolerateFailures()
                .join(sig("outcomes"))
                .delay();
        recover();

        assertThat((List<?>) result.get(AT_ONCE))
                .hasSize(2)
                .satisfies(outcomes -> assertThat((String) outcomes.get(0)).startsWith("FAILURE null"));
    }

    @ParameterizedTest
    @MethodSource("unreadable")
    void aMemberThatCannotBeReadEndsItsGroup(String name, Map<String, Object> properties, String body) {
        for (int place = 0; place < 3; place++) {
            var ids = List.of("a" + place, "b" + place, "c" + place);
            var result = laptop.tasks()
                    .group(ids.stream()
                            .map(id -> chain(sig("one").set(o -> o.taskId(id)), sig("twice")))
                            .toList())
                    .linkError(sig("failed"))
                    .join(sig("sum"))
                    .delay();
            spoil(ids.get(place), properties, body);
            works.failures.clear();
            recover();

            assertThat(state(ids.get(place))).isEqualTo(TaskState.FAILURE);
            assertThat(result.state()).isEqualTo(TaskState.FAILURE);
            assertThat(works.failures).hasSize(1);
            assertThat(laptop.tasks()
                            .workflow(stored(result.id()).rootId())
                            .graph()
                            .nodes())
                    .allMatch(node -> node.state().isTerminal());
        }
        assertThat(laptop.messages("apium.dead")).hasSize(3);
    }

    static Stream<Arguments> unreadable() {
        return Stream.of(
                Arguments.of("body", Map.of(), "no JSON"),
                Arguments.of("version", Map.of("apium_version", 99), "{}"),
                Arguments.of("task", Map.of("apium_task", "unknown"), ""));
    }

    /** Replaces a message by one that cannot be worked off. An empty body stays as it is. */
    private void spoil(String id, Map<String, Object> properties, String body) {
        var message = laptop.messages("apium").stream()
                .filter(known -> property(known, "apium_id").equals(id))
                .findFirst()
                .orElseThrow();
        var more = new LinkedHashMap<>(message.properties());
        more.putAll(properties);
        laptop.broker().receive("apium", Map.of("apium_id", id), taken -> {});
        laptop.send("apium", more, body.isEmpty() ? message.body() : body);
    }

    @Test
    void aTolerantGroupHasTheOutcomeOfAMemberThatCannotBeRead() {
        for (int size : List.of(3, 40)) {
            var ids = IntStream.range(0, size).mapToObj(i -> size + "-" + i).toList();
            var result = laptop.tasks()
                    .group(ids.stream()
                            .map(id -> sig("one").set(o -> o.taskId(id)))
                            .toList())
                    .tolerateFailures()
                    .join(sig("outcomes"))
                    .delay();
            spoil(ids.get(2), Map.of(), "no JSON");
            recover();

            assertThat((List<?>) result.get(AT_ONCE))
                    .hasSize(size)
                    .satisfies(outcomes -> assertThat((String) outcomes.get(2)).startsWith("FAILURE null"));
        }
    }

    @Test
    void aStepThatCannotBeReadEndsTheRest() {
        var result =
                chain(sig("one"), sig("twice"), group(sig("twice")), sig("sum")).delay();
        deliver(1);
        spoil(nextId(), Map.of(), "no JSON");
        recover();

        assertFailed(result, "cannot be read");
        assertThat(laptop.tasks().workflow(stored(result.id()).rootId()).graph().nodes())
                .allMatch(node -> node.state().isTerminal());
    }

    @Test
    void aStepOfAReplacementThatCannotBeReadEndsWhatFollowsTheTask() {
        works.replacement = () -> chain(sig("one"), sig("twice"), sig("twice"));
        var result = group(sig("become", 1), sig("one")).join(sig("sum")).delay();
        deliver(2);
        spoil(
                laptop.messages("apium").stream()
                        .filter(message -> property(message, "apium_task").equals("one"))
                        .map(message -> property(message, "apium_id"))
                        .findFirst()
                        .orElseThrow(),
                Map.of(),
                "no JSON");
        recover();

        assertFailed(result, "cannot be read");
    }

    @Test
    void aBodyThatCannotBeReadFails() {
        var result = group(sig("one"), sig("one"))
                .join(chain(sig("sum"), sig("twice")))
                .delay();
        deliver(2);
        spoil(nextId(), Map.of(), "no JSON");
        recover();

        assertFailed(result, "cannot be read");
        assertThat(laptop.stores()
                        .joins()
                        .find(stored(result.id()).rootId())
                        .orElseThrow()
                        .expiresAt())
                .isNotNull();
    }
}
