package io.apium.engine.canvas;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.apium.InvalidArgumentsException;
import io.apium.Task;
import io.apium.TaskContext;
import io.apium.canvas.Canvas;
import io.apium.canvas.Chain;
import io.apium.canvas.Chord;
import io.apium.canvas.Group;
import io.apium.canvas.Signature;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Canvases as text. */
class CanvasJsonTest extends OnLaptop {

    /** {@return canvases of every kind, that take a number} */
    private Map<String, Canvas<?>> kinds(Canvas<?> inner) {
        return Map.of(
                "signature", sig("same"),
                "chain", chain(sig("same"), inner),
                "group", group(inner, sig("same")),
                "chord", group(inner, sig("same")).join(sig("same")),
                "tolerant", group(inner, sig("same")).tolerateFailures().join(sig("same")));
    }

    private Stream<Canvas<?>> pairings() {
        return kinds(sig("same")).values().stream()
                .flatMap(inner -> kinds(inner).values().stream())
                .flatMap(outer -> kinds(outer).values().stream());
    }

    @Test
    void everyPairingSurvivesARoundTrip() {
        pairings().forEach(canvas -> {
            var again = laptop.tasks().canvas(canvas.toJson());

            assertThat(again.toJson()).isEqualTo(canvas.toJson());
            assertThat(value(again)).isEqualTo(value(canvas));
        });
    }

    private String value(Canvas<?> canvas) {
        return String.valueOf(run(canvas.prepended(1))).replaceAll("id=[^,}]*", "id");
    }

    @Test
    void allThatIsSaidSurvives() {
        var signature = sig("text", "b")
                .named("value", "a")
                .set(o -> o.queue("q")
                        .priority(3)
                        .countdown(Duration.ofSeconds(5))
                        .expires(Duration.ofHours(1))
                        .taskId("id")
                        .shadow("s")
                        .ignoreResult(true)
                        .maxRetries(7)
                        .retryDelay(Duration.ofSeconds(3))
                        .retryBackoff(2)
                        .retryBackoffMax(Duration.ofMinutes(2))
                        .retryJitter(false)
                        .softTimeLimit(Duration.ofSeconds(8))
                        .timeLimit(Duration.ofSeconds(9))
                        .header("h", "1"))
                .stamp("stamp", Map.of("a", List.of(1)))
                .link(sig("log"))
                .linkError(sig("failed"));
        for (var canvas : List.<Canvas<?>>of(
                signature,
                signature.immutable(),
                chain(signature)
                        .link(sig("log"))
                        .linkError(sig("failed"))
                        .set(o -> o.priority(1).taskId("c")),
                group(signature)
                        .link(sig("log"))
                        .linkError(sig("failed"))
                        .set(o -> o.eta(laptop.clock().instant())),
                group(signature)
                        .tolerateFailures()
                        .join(sig("same"))
                        .link(sig("log"))
                        .linkError(sig("failed"))
                        .set(o -> o.expires(laptop.clock().instant())))) {
            var again = laptop.tasks().canvas(canvas.toJson());
            assertThat(again.toJson()).isEqualTo(canvas.toJson());
            assertThat(again.options().taskId()).isEqualTo(canvas.options().taskId());
            assertThat(again.links()).isEqualTo(canvas.links());
            assertThat(again.errorLinks()).isEqualTo(canvas.errorLinks());
        }
        assertThat(signature.toJson())
                .contains("\"q\"", "PT5S", "PT1H", "\"id\"", "\"s\"", "PT3S", "PT2M", "PT8S", "PT9S", "\"h\"", "stamp");
        assertThat(laptop.tasks().canvas(signature.toJson())).isEqualTo(signature);
    }

    @Test
    void mapsAndChunksSurvive() {
        assertThat(run(laptop.tasks()
                        .canvas(laptop.tasks().map(List.of(1, 2), Works::twice).toJson())))
                .isEqualTo(List.of(2, 4));
        assertThat(run(laptop.tasks()
                        .canvas(sig("add").starmap(List.of(List.of(1, 2))).toJson())))
                .isEqualTo(List.of(3));
        assertThat(run(laptop.tasks()
                        .canvas(laptop.tasks()
                                .chunks(List.of(1, 2, 3), 2, Works::twice)
                                .toJson())))
                .isEqualTo(List.of(List.of(2, 4), List.of(6)));
    }

    @Test
    void anotherNodeCanSendIt() {
        try (var other = laptop.anotherNode()) {
            var result = other.tasks()
                    .canvas(chain(sig("one"), group(sig("twice"))).toJson())
                    .delay();
            laptop.work();
            assertThat(result.get(AT_ONCE)).isEqualTo(List.of(2));
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "nothing",
                "{}",
                "[]",
                "null",
                "{\"chain\": 1}",
                "{\"header\": {\"task\": \"one\"}, \"body\": {\"task\": \"one\"}}",
                "{\"task\": \"one\", \"options\": {\"countdown\": \"soon\"}}"
            })
    void whatIsNoCanvasIsRefused(String text) {
        assertThatThrownBy(() -> laptop.tasks().canvas(text)).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void aCanvasCanBeAnArgumentOfATask() {
        class Senders {
            @Task(name = "sendLater")
            List<Object> sendLater(
                    TaskContext context,
                    Signature<Integer> signature,
                    Chain<Integer> chain,
                    Group<Integer> group,
                    Chord<Integer> chord,
                    Canvas<?> any) {
                throw context.replace(laptop.tasks().group(List.of(signature, chain, group, chord, any)));
            }

            @Task(name = "sendAll")
            int sendAll(List<Canvas<Integer>> canvases) {
                canvases.forEach(Canvas::delay);
                return canvases.size();
            }
        }
        laptop.add(new Senders());
        var one = laptop.tasks().signature(Works::one);

        assertThat(run(sig(
                        "sendLater",
                        one,
                        one.then(Works::twice),
                        group(one),
                        group(one, one).join(sig("sum")),
                        one)))
                .isEqualTo(List.of(1, 2, List.of(1), 2, 1));
        assertThat(run(laptop.tasks().signature(Senders::sendAll, List.of(one, one.then(Works::twice)))))
                .isEqualTo(2);
        assertThat(works.done.stream().filter(call -> call.equals("one"))).hasSize(8);
    }

    @Test
    void aCanvasOfAnotherKindIsNoArgument() {
        class Senders {
            @Task(name = "sendChain")
            void sendChain(Chain<Integer> chain) {
                chain.delay();
            }
        }
        laptop.add(new Senders());

        assertThatThrownBy(() -> sig("sendChain", sig("one")).delay())
                .isInstanceOf(InvalidArgumentsException.class)
                .hasMessageContaining("Chain");
    }

    @Test
    void argumentsSurviveWithTheirTypes() {
        var values = new ArrayList<Object>(
                Arrays.asList(1, 2L << 40, 1.5, "text", true, null, List.of(1), Map.of("k", "v")));

        assertThat(run(laptop.tasks().canvas(sig("same", values).toJson()))).isEqualTo(values);
    }
}
