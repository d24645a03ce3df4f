package io.apium.engine.canvas;

import static java.util.Collections.nCopies;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.apium.AsyncResult;
import io.apium.GroupNotSentException;
import io.apium.InvalidArgumentsException;
import io.apium.TaskState;
import io.apium.canvas.Canvas;
import io.apium.engine.LaptopMessage;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class LargeCanvasTest extends OnLaptop {

    private Canvas<?> chainOf(int steps) {
        return laptop.tasks()
                .chain(Stream.concat(Stream.of(sig("one")), nCopies(steps - 1, sig("add", 1)).stream())
                        .toList());
    }

    /** {@return how many characters travel and are stored for a chain} */
    private long bytesOfChain(int steps) {
        chainOf(steps).delay();
        var id = nextId();
        var bytes = laptop.stores().workflows().plan(id).stream()
                .mapToLong(page -> page.content().length())
                .sum();
        while (!laptop.messages("apium").isEmpty()) {
            bytes += body(laptop.messages("apium").get(0));
            deliver(1);
        }
        return bytes;
    }

    private static long body(LaptopMessage message) {
        var body = message.body();
        return body == null ? 0 : body.length();
    }

    @Test
    void theBytesOfALongChainGrowWithItsLengthAndNotWithItsSquare() {
        var few = bytesOfChain(100);
        var many = bytesOfChain(400);

        assertThat((double) many / few).isLessThan(5);
    }

    @ParameterizedTest
    @ValueSource(ints = {100, 400, 1600})
    void aLongChainCostsARowForItsPlanAndForEachPageAndEachEnd(int steps) {
        var pages = pagesOf(steps);
        var sending = laptop.statements(() -> chainOf(steps).delay());
        assertThat(sending).containsOnly("insert").hasSize(1 + pages);
        assertThat(laptop.rows()).isEqualTo(Map.of("pages", 1 + pages, "results", 0, "joins", 0));

        laptop.work();
        assertThat(laptop.rows()).isEqualTo(Map.of("pages", 1, "results", steps, "joins", 0));
    }

    @ParameterizedTest
    @ValueSource(ints = {100, 400, 1600})
    void aStepOfALongChainIsAnInsertAndAtTheEndOfAPageASelectAndADelete(int steps) {
        // Whoever works first asks what is revoked.
        sent(sig("one"));
        chainOf(steps).delay();
        var ofSteps = new ArrayList<List<String>>();
        while (!laptop.messages("apium").isEmpty()) {
            ofSteps.add(laptop.statements(() -> deliver(1)));
        }

        var pages = pagesOf(steps);
        assertThat(ofSteps)
                .filteredOn(List.of("insert", "find", "delete")::equals)
                .hasSize(pages);
        assertThat(ofSteps).filteredOn(List.of("insert")::equals).hasSize(steps - pages);
        assertThat(ofSteps).hasSize(steps);
    }

    /** {@return how many pages hold all steps of a chain but the first} 57 of them fill one. */
    private static int pagesOf(int steps) {
        return (steps - 1 + 56) / 57;
    }

    @Test
    void aLongChainArrivesAndLeavesNothingToDo() {
        var result = chainOf(300).delay();
        assertThat(body(laptop.messages("apium").get(0))).isLessThan(2000);
        laptop.work();

        assertThat(result.get(AT_ONCE)).isEqualTo(300);
        var parents = 0;
        for (AsyncResult<?> part = result; part != null; part = part.parent().orElse(null)) {
            parents++;
        }
        assertThat(parents).isEqualTo(300);
    }

    @Test
    void aLongChainThatFailsEndsAllItsSteps() {
        var steps = new ArrayList<Canvas<?>>(List.of(sig("one"), sig("fail")));
        steps.addAll(nCopies(150, sig("add", 1)));
        var result = sent(laptop.tasks().chain(steps));

        assertFailed(result, "No 1");
        assertThat(laptop.tasks().workflow(stored(result.id()).rootId()).graph().nodes())
                .hasSize(152)
                .allMatch(node -> node.state().isTerminal());
    }

    @Test
    void messagesDeliveredTwiceAndCrashesDoNotHarmALongChain() {
        var result = chainOf(120).delay();
        for (int i = 0; i < 2; i++) {
            laptop.crash("apium");
        }
        workTwice();

        assertThat(result.get(AT_ONCE)).isEqualTo(120);
        assertThat(works.done).hasSize(120);
    }

    @Test
    void aLongReplacementInALongChainDoesNotTravelWithEveryMessage() {
        works.replacement = () -> chainOf(200);
        var steps = new ArrayList<Canvas<?>>(List.of(sig("become", 1)));
        steps.addAll(nCopies(200, sig("add", 1)));
        var result = laptop.tasks().chain(steps).delay();
        while (!laptop.messages("apium").isEmpty()) {
            assertThat(body(laptop.messages("apium").get(0))).isLessThan(6000);
            deliver(1);
        }

        assertThat(result.get(AT_ONCE)).isEqualTo(400);
        assertThat(laptop.pagesKeptForEver()).isZero();
    }

    @Test
    void aLongReplacementThatFailsEndsTheRestOfItsChainToo() {
        works.replacement = () -> laptop.tasks()
                .chain(Stream.concat(Stream.of(sig("fail", 1)), nCopies(200, sig("add", 1)).stream())
                        .toList());
        var steps = new ArrayList<Canvas<?>>(List.of(sig("become", 1)));
        steps.addAll(nCopies(200, sig("add", 1)));
        var result = sent(laptop.tasks().chain(steps));

        assertFailed(result, "No 1");
        var root = stored(result.id()).rootId();
        assertThat(laptop.tasks().workflow(root).graph().nodes())
                .hasSize(401)
                .allMatch(node -> node.state().isTerminal());
        works.timesToFail = 0;
        laptop.tasks().workflow(root).retryFailed();
        laptop.work();
        assertThat(laptop.tasks().result(result.id()).get(AT_ONCE)).isEqualTo(407);
        assertThat(laptop.pagesKeptForEver()).isZero();
    }

    @Test
    void aLargeGroupThatComesLaterIsPlannedAndSentPieceByPiece() {
        var storedThen = new ArrayList<Long>();
        var members = IntStream.range(0, 1200).boxed().map(i -> {
            storedThen.add(laptop.pagesKeptForEver());
            return sig("add", 1);
        });
        var result = chain(sig("one"), laptop.tasks().group(members).set(o -> o.taskId("group")), sig("sum"))
                .delay();
        assertThat(storedThen).hasSize(1200);
        assertThat(storedThen.get(1199)).isEqualTo(2);
        assertThat(body(laptop.messages("apium").get(0))).isLessThan(1000);
        deliver(1);
        assertThat(laptop.tasks().groupResult("group").members()).hasSize(1200);
        assertThat(laptop.messages("apium")).hasSize(1200);
        laptop.work();

        assertThat(result.get(AT_ONCE)).isEqualTo(2400);
        assertThat(laptop.tasks().groupResult("group").get(AT_ONCE)).hasSize(1200);
        assertThat(laptop.tasks().workflow(stored(result.id()).rootId()).graph().nodes())
                .hasSize(1203)
                .allMatch(node -> node.state().equals(TaskState.SUCCESS));
        assertThat(laptop.pagesKeptForEver()).isZero();
    }

    @Test
    void largeGroupsInLargeGroupsAreRemembered() {
        var inner = laptop.tasks().group(nCopies(600, sig("one"))).set(o -> o.taskId("inner"));
        var outer = new ArrayList<Canvas<?>>(nCopies(600, sig("same", 1)));
        outer.add(chain(sig("one"), inner.immutable(), sig("sum")));
        var first = laptop.tasks().group(outer).join(sig("sum"));
        assertThat(run(first)).isEqualTo(1200);
        assertThat(laptop.tasks().groupResult("inner").members()).hasSize(600);
        assertThat(laptop.pagesKeptForEver()).isZero();
    }

    @Test
    void aLargeGroupThatNeverRunsEndsAndIsRunOn() {
        var members = Stream.generate(() -> sig("add", 1)).limit(1200);
        var result = sent(chain(sig("fail", 1), laptop.tasks().group(members), sig("sum")));

        var root = stored(result.id()).rootId();
        assertThat(laptop.tasks().workflow(root).graph().nodes())
                .hasSize(1203)
                .allMatch(node -> node.state().equals(TaskState.FAILURE));
        assertThat(laptop.pagesKeptForEver()).isZero();
        works.timesToFail = 0;
        laptop.tasks().workflow(root).retryFailed();
        laptop.work();
        assertThat(laptop.tasks().result(result.id()).get(AT_ONCE)).isEqualTo(9600);
        assertThat(laptop.pagesKeptForEver()).isZero();
    }

    @Test
    void ofALargeGroupThatCannotBePlannedNothingIsStored() {
        var members = IntStream.range(0, 1200).boxed().map(i -> i < 1100 ? sig("add", 1) : sig("add", 1, 2, 3));

        laptop.inTransaction(() -> assertThatThrownBy(
                        () -> chain(sig("one"), laptop.tasks().group(members)).delay())
                .isInstanceOf(GroupNotSentException.class)
                .hasCauseInstanceOf(InvalidArgumentsException.class));
        assertThat(laptop.pagesKeptForEver()).isZero();
        assertThat(laptop.messages("apium")).isEmpty();
    }

    @Test
    void theEndsOfALargeRestAreStoredPieceByPiece() {
        var members = nCopies(1200, sig("add", 1));
        var statements = laptop.statements(
                () -> sent(chain(sig("fail", 1), laptop.tasks().group(members), sig("sum"))));

        assertThat(statements.stream().filter("insertNow"::equals)).hasSize(2);
        assertThat(statements.stream().filter("insert"::equals)).hasSizeLessThan(220);
    }

    @ParameterizedTest
    @ValueSource(ints = {15, 16, 17, 500, 501, 1000})
    void aGroupOfAnySizeIsJoined(int size) {
        var result = laptop.tasks()
                .group(IntStream.range(0, size).boxed(), Works::quick)
                .join(Works::sum)
                .delay();
        assertThat(laptop.messages("apium")).hasSize(size);
        laptop.work();

        assertThat(result.get(AT_ONCE)).isEqualTo(size * (size - 1) / 2);
        assertThat(works.done).hasSize(size + 1);
        assertThat(laptop.tasks().workflow(stored(result.id()).rootId()).graph().nodes())
                .hasSize(size + 2);
    }

    @Test
    void aLargeGroupIsReadPieceByPiece() {
        var read = new ArrayList<Integer>();
        var sentThen = new ArrayList<Integer>();
        laptop.inTransaction(() -> laptop.tasks()
                .group(
                        IntStream.range(0, 1200).boxed().peek(item -> {
                            read.add(item);
                            sentThen.add(laptop.messages("apium").size());
                        }),
                        Works::quick)
                .delay());

        assertThat(read).hasSize(1200);
        // Never more than one batch of members is held.
        for (int i = 0; i < 1200; i++) {
            assertThat(read.get(i) - sentThen.get(i)).isLessThanOrEqualTo(501);
        }
        assertThat(laptop.messages("apium")).hasSize(1200);
    }

    @Test
    void aLargeGroupCanBeWatchedWhileItRuns() {
        var result = laptop.tasks()
                .group(IntStream.range(0, 700).boxed(), Works::quick)
                .delay();
        assertThat(result.members()).hasSize(700);
        laptop.deliver("apium");
        assertThat(result.completedCount()).isBetween(1, 699);
        assertThat(result.waiting()).isTrue();
        laptop.work();

        assertThat(result.completedCount()).isEqualTo(700);
        assertThat(result.state()).isEqualTo(TaskState.SUCCESS);
        assertThat(laptop.tasks().groupResult(result.id(), Integer.class).get(AT_ONCE))
                .isEqualTo(IntStream.range(0, 700).boxed().toList());
    }

    @Test
    void aLargeGroupInTheMiddleOfAChain() {
        var members = nCopies(600, sig("add", 1));

        assertThat(run(chain(sig("one"), laptop.tasks().group(members), sig("sum"))))
                .isEqualTo(1200);
    }
}
