package io.apium.engine.execute;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import io.apium.Task;
import io.apium.TaskState;
import io.apium.UnknownTaskException;
import io.apium.engine.Laptop;
import io.apium.spi.UnreadableMessageException;
import java.util.HashMap;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Messages that cannot be worked off: none is lost, none loops. */
class DeadLetterTest {

    static class Greeter {
        private int calls;

        @Task(name = "greet")
        void greet() {
            calls++;
        }
    }

    private final Laptop laptop = new Laptop();
    private final Greeter greeter = laptop.add(new Greeter());

    private static Map<String, Object> properties(String task) {
        return Map.of("apium_version", 1, "apium_id", "id", "apium_task", task, "shop_region", "north", "shop_rank", 3);
    }

    private static Map<String, Object> with(String name, Object value) {
        var properties = new HashMap<>(properties("greet"));
        properties.put(name, value);
        return properties;
    }

    private static Map<String, Object> without(String name) {
        var properties = new HashMap<>(properties("greet"));
        properties.remove(name);
        return properties;
    }

    static Stream<Arguments> namedButUnfit() {
        return Stream.of(
                arguments(properties("nobody"), "{}", "No task named 'nobody' is known in this deployment"),
                arguments(without("apium_version"), "{}", "no property apium_version"),
                arguments(with("apium_version", 2), "{}", "of version 2; this worker reads version 1"),
                arguments(with("apium_root", "r".repeat(129)), "{}", "property apium_root is no text of at most 128"),
                arguments(with("apium_parent", "a\0b"), "{}", "property apium_parent is no text of at most 128"),
                arguments(with("apium_version", "one"), "{}", "of version one; this worker reads version 1"),
                arguments(properties("greet"), "{\"args\": [", "cannot be read"),
                arguments(properties("greet"), "{} {}", "cannot be read"),
                arguments(properties("greet"), "{\"args\": {}}", "cannot be read"),
                arguments(properties("greet"), "{\"expires\": \"soon\"}", "cannot be read"),
                arguments(properties("greet"), "{\"headers\": {\"tenant\": null}}", "cannot be read"),
                arguments(properties("greet"), "", "cannot be read"),
                arguments(properties("greet"), "null", "JSON's null"),
                arguments(properties("greet"), null, "It has no text"));
    }

    @ParameterizedTest
    @MethodSource("namedButUnfit")
    void goesToTheDeadLetterQueueUnchangedAndFailsTheTask(
            Map<String, Object> properties, @Nullable String body, String reason) {
        laptop.send("apium", properties, body);

        assertThat(laptop.work()).isEqualTo(1);

        assertThat(laptop.messages("apium")).isEmpty();
        assertThat(laptop.messages("apium.dead")).singleElement().satisfies(letter -> {
            assertThat(letter.body()).isEqualTo(body);
            assertThat(letter.properties())
                    .containsAllEntriesOf(properties)
                    .hasSize(properties.size() + 2)
                    .containsEntry("apium_dead_queue", "apium");
            assertThat(letter.properties().get("apium_dead_reason")).asString().contains(reason);
        });
        assertThat(laptop.result("id")).get().satisfies(result -> {
            assertThat(result.state()).isEqualTo(TaskState.FAILURE);
            assertThat(result.task()).isEqualTo(properties.get("apium_task"));
            assertThat(result.worker()).isEqualTo(Laptop.WORKER);
            assertThat(result.failure()).isNotNull().satisfies(failure -> {
                assertThat(failure.message()).contains(reason);
                assertThat(failure.type())
                        .isIn(UnknownTaskException.class.getName(), UnreadableMessageException.class.getName());
            });
        });
        assertThat(greeter.calls).isZero();
    }

    static Stream<Arguments> nameless() {
        return Stream.of(
                arguments(without("apium_id")),
                arguments(without("apium_task")),
                arguments(with("apium_id", 7)),
                arguments(with("apium_id", "i".repeat(129))),
                arguments(with("apium_task", "t".repeat(501))),
                arguments(Map.of()));
    }

    @ParameterizedTest
    @MethodSource("nameless")
    void goesToTheDeadLetterQueueThoughItNamesNoTask(Map<String, Object> properties) {
        laptop.send("apium", properties, "{}");

        assertThat(laptop.work()).isEqualTo(1);

        assertThat(laptop.messages("apium.dead"))
                .singleElement()
                .satisfies(letter -> assertThat(letter.properties())
                        .containsAllEntriesOf(properties)
                        .containsKey("apium_dead_reason"));
        assertThat(laptop.result("id")).isEmpty();
        assertThat(greeter.calls).isZero();
    }

    @Test
    void isBuriedOnceThoughItIsDeliveredTwice() {
        laptop.send("apium", properties("nobody"), "{}");

        laptop.crash("apium");
        assertThat(laptop.messages("apium.dead")).isEmpty();
        assertThat(laptop.result("id")).isEmpty();
        assertThat(laptop.work()).isEqualTo(1);

        assertThat(laptop.messages("apium.dead")).hasSize(1);
        assertThat(laptop.result("id")).isPresent();
    }

    @Test
    void isWorkedOffWhenItIsMovedBackAfterItsResultIsForgotten() {
        laptop.send("apium", properties("later"), "{}");
        laptop.work();
        var letter = laptop.messages("apium.dead").get(0);
        laptop.tasks().result("id").forget();
        class Later {
            @Task(name = "later")
            void run() {}
        }
        laptop.add(new Later());

        laptop.send("apium", letter.properties(), letter.body());
        laptop.work();

        assertThat(laptop.tasks().result("id").state()).isEqualTo(TaskState.SUCCESS);
    }
}
