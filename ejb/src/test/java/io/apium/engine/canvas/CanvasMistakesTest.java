package io.apium.engine.canvas;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.apium.InvalidArgumentsException;
import io.apium.MessageNotSentException;
import io.apium.PayloadTooLargeException;
import io.apium.canvas.Canvas;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.logging.Handler;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** What is told to those who write a canvas that cannot be sent. */
class CanvasMistakesTest extends OnLaptop {

    @Test
    void anArgumentTooManyMayBeTheValueOfTheStepBefore() {
        assertThatThrownBy(() -> chain(sig("one"), sig("twice", 1)).delay())
                .isInstanceOf(InvalidArgumentsException.class)
                .hasMessage(
                        "Task 'twice' cannot be called: it takes 1 argument, but 2 are given, of which the first is the"
                                + " value of what goes before it; immutable() keeps that value from it");
        assertThatThrownBy(() -> chain(sig("one"), sig("add", 2).named("a", 1)).delay())
                .hasMessageContaining(
                        "argument 1 (int a) is given by name, and is the value of what goes before it too;"
                                + " immutable()");
    }

    @Test
    void aValueThatDoesNotFitIsNamedAsThePlaceWhereItStands() {
        assertThatThrownBy(() -> sig("sum", List.of(1, "x")).delay())
                .isInstanceOf(InvalidArgumentsException.class)
                .hasMessageEndingWith("cannot be read: its [1]: 'x' is no Integer");
        assertThatThrownBy(() -> sig("twice", Map.of()).delay())
                .hasMessageEndingWith("argument 1 (int number) cannot be read: a JSON object is no int");
        assertThatThrownBy(() -> sig("failed", Map.of("failure", Map.of("type", List.of())))
                        .delay())
                .hasMessageEndingWith("its failure.type: a JSON array is no String");
        assertThatThrownBy(() -> sig("same", new Object()).delay())
                .hasMessageContaining("cannot be written as JSON: ")
                .hasMessageNotContaining("SerializationFeature");
    }

    @Test
    void whatCannotBeSentIsNamed() {
        laptop.removeQueue("nowhere");
        assertThatThrownBy(() -> sig("one").applyAsync(o -> o.queue("nowhere").taskId("a")))
                .isInstanceOf(MessageNotSentException.class)
                .hasMessageStartingWith("Task 'one' a is not sent: No message could be sent to queue 'nowhere'");
        assertThatThrownBy(() -> sig("same", "x".repeat(2_000_000)).applyAsync(o -> o.taskId("b")))
                .isInstanceOf(PayloadTooLargeException.class)
                .hasMessageStartingWith("Task 'same' b is not sent");
    }

    @Test
    @SuppressWarnings("NullAway") // It is the point.
    void nullIsNoPartOfACanvas() {
        assertThatThrownBy(() -> chain(sig("one"), null)).hasMessage("A step of a chain is null");
        assertThatThrownBy(
                        () -> laptop.tasks().group(Stream.of(sig("one"), null)).delay())
                .hasMessage("A member of a group is null");
        assertThatThrownBy(() -> sig("one").then((Canvas<Object>) null)).hasMessage("The next step is null");
        assertThatThrownBy(() -> sig("one").link(null)).hasMessage("A callback is null");
        assertThatThrownBy(() -> group().join((Canvas<Object>) null)).hasMessage("The body of a chord is null");
        works.replacement = () -> null;
        assertFailed(sent(sig("become", 1)), "What takes a task's place is null");
    }

    @Test
    void aTaskThatWaitsForWhatItSendsIsToldAtOnceThatThisNeverEnds() {
        works.act = context -> sig("one").delay().get(AT_ONCE);
        var result = sent(sig("act"));

        assertFailed(result, "waiting for it inside that transaction would never end");
        assertThat(result.failure().orElseThrow().message()).doesNotContain("allowJoin");
    }

    @Test
    void timesAreToldInMilliseconds() {
        var result = sig("one").delay();

        assertThatThrownBy(() -> result.get(Duration.ofNanos(1_000_001))).hasMessageContaining("within PT0.001S;");
    }

    @Test
    void aTaskHasAName() {
        assertThatThrownBy(() -> sig(" ", 1))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("blank");
    }

    @Test
    void anOptionThatDoesNotExistIsRefused() {
        assertThatThrownBy(() -> laptop.tasks().canvas("{\"task\":\"one\",\"options\":{\"que\":\"q\"}}"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("none named que");
        assertThatThrownBy(() -> laptop.tasks().canvas("{\"task\":\"one\",\"options\":{\"retry\":{\"count\":1}}}"))
                .hasMessageContaining("none named count");
    }

    @Test
    void aGroupOfAStreamIsSentOnce() {
        var group = laptop.tasks().group(Stream.of(sig("one")));
        group.delay();

        assertThatThrownBy(group::delay)
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("only once");
        assertThatThrownBy(group::toJson).hasMessageContaining("only once");
    }

    @Test
    void partsCanBeNestedDeepButNotWithoutEnd() {
        Canvas<?> deep = sig("one");
        for (int i = 0; i < 200; i++) {
            deep = group(deep);
        }
        var all = deep;
        assertThat(sent(all).state().name()).isEqualTo("SUCCESS");
        Canvas<?> callbacks = sig("same");
        for (int i = 0; i < 1200; i++) {
            deep = group(deep);
            callbacks = sig("same").link(callbacks);
        }
        var tooDeep = deep;
        var tooMany = sig("same", 1).link(callbacks);

        assertThatThrownBy(() -> tooDeep.delay())
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("nested");
        assertThatThrownBy(() -> tooMany.delay())
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("nested");
    }

    @Test
    void aTaskThatIsNotKnownHereIsWarnedOfOnce() {
        var told = new java.util.ArrayList<String>();
        var handler = new Handler() {
            @Override
            public void publish(LogRecord record) {
                told.add(record.getMessage());
            }

            @Override
            public void flush() {}

            @Override
            public void close() {}
        };
        var logger = Logger.getLogger("io.apium.client");
        logger.addHandler(handler);
        try {
            sig("unknown").delay();
            sig("unknown").delay();
            sig("elsewhere").applyAsync(o -> o.queue("other"));
        } finally {
            logger.removeHandler(handler);
        }

        assertThat(told).singleElement().asString().contains("'unknown'", "'apium'");
    }

    @Test
    void aCanvasReadsAsItIsWritten() {
        assertThat(sig("shop.Orders.load", 7, "Ann").then(sig("invoice").named("n", 2)))
                .hasToString("load(7, \"Ann\") | invoice(n=2)");
        assertThat(group(sig("one")).join(sig("sum"))).hasToString("group(…) | sum()");
    }

    @Test
    void canvasesWithTheSameOptionsAreEqual() {
        assertThat(chain(sig("one"), sig("twice"))
                        .set(o -> o.countdown(Duration.ofSeconds(1)).header("a", "b")))
                .isEqualTo(chain(sig("one"), sig("twice"))
                        .set(o -> o.countdown(Duration.ofSeconds(1)).header("a", "b")))
                .isNotEqualTo(chain(sig("one"), sig("twice")));
    }
}
