package io.apium.engine.canvas;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.apium.TaskIdTakenException;
import io.apium.canvas.Canvas;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A workflow that is started twice under one id of the caller's runs once. */
class TakenIdTest extends OnLaptop {

    private Canvas<?> canvas(String shape) {
        return switch (shape) {
            case "chain" -> chain(sig("one"), sig("twice"));
            case "group" -> group(sig("one"), sig("one"));
            case "chord" -> group(sig("one"), sig("one")).join(sig("sum"));
            default -> sig("one").link(sig("log"));
        };
    }

    @ParameterizedTest
    @ValueSource(strings = {"chain", "group", "chord", "signature with a callback"})
    void theSecondOneIsRefusedWhileTheFirstIsUnderWay(String shape) {
        sent(canvas(shape).set(o -> o.taskId("order-41")));
        var once = works.done.size();
        canvas(shape).applyAsync(o -> o.taskId("order-42"));

        laptop.inTransaction(() -> {
            sig("alarm").delay();
            assertThatThrownBy(() -> canvas(shape).applyAsync(o -> o.taskId("order-42")))
                    .isInstanceOf(TaskIdTakenException.class)
                    .hasMessageContaining("'order-42'");
        });
        laptop.work();

        // What else the caller does in its transaction is done.
        assertThat(works.done).hasSize(2 * once + 1).contains("alarm");
    }

    @ParameterizedTest
    @ValueSource(strings = {"chain", "group", "chord", "signature with a callback"})
    void soItIsWhenTheFirstHasEnded(String shape) {
        var first = canvas(shape).applyAsync(o -> o.taskId("order-42"));
        laptop.work();
        var value = first.get(AT_ONCE);
        works.called.clear();

        assertThatThrownBy(() -> canvas(shape).applyAsync(o -> o.taskId("order-42")))
                .isInstanceOf(TaskIdTakenException.class);
        laptop.work();

        assertThat(works.called).isEmpty();
        assertThat(first.get(AT_ONCE)).isEqualTo(value);
    }

    @Test
    void soItIsInTheSameTransaction() {
        laptop.inTransaction(() -> {
            canvas("chain").applyAsync(o -> o.taskId("order-42"));
            assertThatThrownBy(() -> canvas("chain").applyAsync(o -> o.taskId("order-42")))
                    .isInstanceOf(TaskIdTakenException.class);
        });
        laptop.work();

        assertThat(works.done).containsExactly("one", "twice[1]");
    }

    @Test
    void theIdOfAnyStepCounts() {
        var first = chain(sig("one").set(o -> o.taskId("first")), sig("twice").set(o -> o.taskId("last")));
        sent(first);

        for (var id : List.of("first", "last")) {
            assertThatThrownBy(() -> chain(sig("one").set(o -> o.taskId(id)), sig("twice"))
                            .delay())
                    .isInstanceOf(TaskIdTakenException.class)
                    .hasMessageContaining("'" + id + "'");
            assertThatThrownBy(() -> chain(sig("one"), sig("twice").set(o -> o.taskId(id)))
                            .delay())
                    .isInstanceOf(TaskIdTakenException.class);
        }
    }

    @Test
    void anIdIsNotTakenByWhatCouldNotBeSent() {
        laptop.inTransaction(() -> assertThatThrownBy(() -> chain(sig("text", "x".repeat(2_000_000), ""), sig("same"))
                        .applyAsync(o -> o.taskId("order-42")))
                .isInstanceOf(io.apium.PayloadTooLargeException.class));

        assertThat(run(chain(sig("one"), sig("twice")).set(o -> o.taskId("order-42"))))
                .isEqualTo(2);
    }
}
