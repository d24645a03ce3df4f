package io.apium.engine.canvas;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import io.apium.AsyncResult;
import io.apium.TaskFailedException;
import io.apium.TaskState;
import io.apium.canvas.Canvas;
import io.apium.canvas.Chain;
import io.apium.canvas.Group;
import io.apium.canvas.Signature;
import io.apium.engine.Laptop;
import io.apium.engine.LaptopMessage;
import io.apium.spi.StoredResult;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;

/** A laptop with the tasks of {@link Works}, and short words for canvases of them. */
abstract class OnLaptop {

    static final Duration AT_ONCE = Duration.ZERO;

    final Laptop laptop;
    final Works works;

    OnLaptop() {
        this(Map.of());
    }

    OnLaptop(Map<String, String> configuration) {
        laptop = new Laptop(configuration);
        works = laptop.add(new Works(laptop));
    }

    @AfterEach
    void close() {
        laptop.close();
    }

    Signature<Object> sig(String task, @Nullable Object... args) {
        return laptop.tasks().signature(task, args);
    }

    Chain<Object> chain(Canvas<?>... steps) {
        return laptop.tasks().chain(steps);
    }

    Group<Object> group(Canvas<?>... members) {
        return laptop.tasks().group(members);
    }

    /** Sends the canvas, and works until nothing is left to do. */
    <R> AsyncResult<R> sent(Canvas<R> canvas) {
        var result = canvas.delay();
        laptop.work();
        return result;
    }

    /** {@return the value of the canvas} */
    <R> @Nullable R run(Canvas<R> canvas) {
        return sent(canvas).get(AT_ONCE);
    }

    TaskState state(String id) {
        return laptop.tasks().result(id).state();
    }

    List<TaskState> states(String... ids) {
        return Stream.of(ids).map(this::state).toList();
    }

    StoredResult stored(String id) {
        return laptop.result(id).orElseThrow();
    }

    /** {@return what a property of a message says} */
    static String property(LaptopMessage message, String name) {
        return String.valueOf(message.properties().get(name));
    }

    /** {@return the id of the task whose message is next} */
    String nextId() {
        return property(laptop.messages("apium").get(0), "apium_id");
    }

    /** Delivers so many messages. */
    void deliver(int times) {
        for (int i = 0; i < times; i++) {
            assertThat(laptop.deliver("apium")).isTrue();
        }
    }

    /** Works until nothing is left to do, while the broker delivers every message twice. */
    void workTwice() {
        var known = new HashSet<Object>();
        do {
            for (var message : laptop.messages("apium")) {
                if (known.add(message.properties())) {
                    laptop.send("apium", message.properties(), message.body());
                }
            }
            laptop.runLeased();
        } while (laptop.deliver("apium") || laptop.runLeased());
    }

    /** Lets time pass, and works off what has become due. */
    void pass(Duration time) {
        laptop.clock().advance(time);
        laptop.beat();
        laptop.work();
    }

    void assertFailed(AsyncResult<?> result, String message) {
        assertThat(result.state()).isEqualTo(TaskState.FAILURE);
        assertThat(catchThrowable(() -> result.get(AT_ONCE)))
                .isInstanceOf(TaskFailedException.class)
                .hasMessageContaining(message);
    }
}
