package io.apium.engine.execute;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.apium.AsyncResult;
import io.apium.Execution;
import io.apium.PayloadTooLargeException;
import io.apium.Task;
import io.apium.TaskContext;
import io.apium.TaskFailure;
import io.apium.TaskHooks;
import io.apium.TaskState;
import io.apium.engine.Laptop;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Messages that are too large: none is sent. */
class PayloadTest {

    private static final int LIMIT = 100;

    /** The bytes of a body around one text. */
    private static final int FRAME = "{\"args\":[\"\"]}".length();

    static class Printer {

        private final Laptop laptop;
        private final List<Integer> attempts = new ArrayList<>();

        Printer(Laptop laptop) {
            this.laptop = laptop;
        }

        @Task(name = "print")
        void print(String text) {}

        @Task(name = "copy")
        void copy(String text) {
            laptop.tasks().signature(Printer::print, text).delay();
            laptop.tasks().signature(Printer::print, text + text).delay();
        }

        @Task(name = "grow")
        String grow(TaskContext context, String text) {
            attempts.add(context.attempt());
            throw context.retry().args(text + text);
        }

        @Task(name = "growLong", execution = Execution.AT_LEAST_ONCE)
        String growLong(TaskContext context, String text) {
            return grow(context, text);
        }

        @Task(name = "paint")
        String paint() {
            return "#".repeat(10 * LIMIT);
        }
    }

    private final Laptop laptop = new Laptop(Map.of("apium.message-max-payload", String.valueOf(LIMIT)));
    private final Printer printer = laptop.add(new Printer(laptop));

    private AsyncResult<Void> print(String text) {
        return laptop.tasks().signature(Printer::print, text).delay();
    }

    private static String filled(String character) {
        var bytes = character.getBytes(StandardCharsets.UTF_8).length;
        var count = (LIMIT - FRAME) / bytes;
        return character.repeat(count) + "x".repeat(LIMIT - FRAME - count * bytes);
    }

    @ParameterizedTest
    @ValueSource(strings = {"x", "ä", "€", "\uD83D\uDC1D"})
    void aMessageMayHaveSoManyBytesAndNotOneMore(String character) {
        var text = filled(character);

        print(text);
        assertThat(laptop.messages("apium"))
                .singleElement()
                .satisfies(message -> assertThat(message.body())
                        .asString()
                        .satisfies(body -> assertThat(body.getBytes(StandardCharsets.UTF_8))
                                .hasSize(LIMIT)));

        assertThatThrownBy(() -> print(text + "x"))
                .isInstanceOf(PayloadTooLargeException.class)
                .hasMessageContaining("'print'")
                .hasMessageContaining("101 bytes")
                .hasMessageContaining("at most 100")
                .hasMessageContaining("apium.message-max-payload");
        assertThat(laptop.messages("apium")).hasSize(1);
    }

    @Test
    void headersCountToo() {
        var signature = laptop.tasks().signature(Printer::print, filled("x")).set(o -> o.header("tenant", "7"));

        assertThatThrownBy(signature::delay).isInstanceOf(PayloadTooLargeException.class);
    }

    @Test
    void tasksThatNobodyKnowsHereAreMeasuredToo() {
        var signature = laptop.tasks().signature("elsewhere", filled("x"), 1);

        assertThatThrownBy(signature::delay).isInstanceOf(PayloadTooLargeException.class);
    }

    @Test
    void theTransactionOfTheCallerCanGoOn() {
        laptop.inTransaction(() -> {
            print("small");
            assertThatThrownBy(() -> print("x".repeat(LIMIT))).isInstanceOf(PayloadTooLargeException.class);
        });

        assertThat(laptop.messages("apium")).hasSize(1);
    }

    @Test
    void theLimitIsAMebibyteByDefault() {
        var other = new Laptop();
        var signature = other.tasks().signature("elsewhere", "x".repeat((1 << 20) - FRAME));
        signature.delay();
        var larger = other.tasks().signature("elsewhere", "x".repeat((1 << 20) - FRAME + 1));

        assertThatThrownBy(larger::delay)
                .isInstanceOf(PayloadTooLargeException.class)
                .hasMessageContaining("at most 1048576");
        assertThat(other.messages("apium")).hasSize(1);
    }

    @Test
    void aTaskThatSendsTooMuchFailsAndSendsNothing() {
        var task = laptop.tasks().signature(Printer::copy, "x".repeat(60)).delay();

        laptop.work();

        assertThat(task.failure()).map(TaskFailure::type).contains(PayloadTooLargeException.class.getName());
        assertThat(laptop.messages("apium")).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"grow", "growLong"})
    void aRetryWithTooLargeArgumentsFailsTheTask(String task) {
        var result = laptop.tasks().signature(task, "x".repeat(30)).delay();

        laptop.work();
        assertThat(result.state()).isEqualTo(TaskState.RETRY);
        laptop.clock().advance(Duration.ofMinutes(3));
        laptop.work();

        assertThat(result.state()).isEqualTo(TaskState.FAILURE);
        assertThat(result.failure()).map(TaskFailure::type).contains(PayloadTooLargeException.class.getName());
        assertThat(printer.attempts).containsExactly(0, 1);
        assertThat(laptop.messages("apium")).isEmpty();
        assertThat(laptop.messages("apium.dead")).isEmpty();
    }

    @ParameterizedTest
    @EnumSource(names = {"ATOMIC", "AT_LEAST_ONCE"})
    void thatFailureStaysAlthoughTheRetryCannotBeToldEither(Execution execution) {
        class Nervous implements TaskHooks {
            private int failures;

            @Task(name = "ATOMIC")
            void grow(TaskContext context) {
                throw context.retry().args("x".repeat(LIMIT));
            }

            @Task(name = "AT_LEAST_ONCE", execution = Execution.AT_LEAST_ONCE)
            void growLong(TaskContext context) {
                grow(context);
            }

            @Override
            public void onRetry(TaskContext context, Throwable cause, Instant nextAt) {
                throw new IllegalStateException("nobody listens");
            }

            @Override
            public void onFailure(TaskContext context, Throwable cause) {
                failures++;
            }
        }
        var nervous = laptop.add(new Nervous());
        var result = laptop.tasks().signature(execution.name()).delay();

        laptop.work();

        assertThat(result.failure()).map(TaskFailure::type).contains(PayloadTooLargeException.class.getName());
        assertThat(nervous.failures).isEqualTo(1);
    }

    @Test
    void callsInTheCallersThreadAndValuesHaveNoLimit() {
        laptop.tasks().signature(Printer::print, "x".repeat(10 * LIMIT)).call();
        var painting = laptop.tasks().signature(Printer::paint).delay();

        laptop.work();

        assertThat(painting.get(Duration.ZERO)).hasSize(10 * LIMIT);
    }
}
