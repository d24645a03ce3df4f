package io.apium.engine.publish;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.apium.AsyncResult;
import io.apium.InvalidArgumentsException;
import io.apium.ResultType;
import io.apium.Task;
import io.apium.TaskOptions;
import io.apium.canvas.Signature;
import io.apium.engine.Laptop;
import io.apium.engine.LaptopMessage;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.UUID;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class PublishingTest {

    record Payment(String method) {}

    /** Jackson finds nothing in it to write. */
    static class Opaque {}

    static class Orders {

        @Task(name = "orders.charge")
        String charge(long order, @Nullable Payment payment) {
            return order + " paid by " + payment;
        }

        @Task(name = "orders.rush", queue = "rush", priority = 8, expires = "PT1H", ignoreResult = true)
        void rush() {}

        @Task(name = "orders.list")
        List<Payment> list() {
            return List.of(new Payment("card"));
        }
    }

    private static final Payment CARD = new Payment("card");

    private final Laptop laptop = new Laptop();
    private final Instant now = laptop.clock().instant();

    PublishingTest() {
        laptop.add(new Orders());
    }

    private Signature<String> charge() {
        return laptop.tasks().signature(Orders::charge, 42L, CARD);
    }

    private Signature<Void> rush() {
        return laptop.tasks().signature(Orders::rush);
    }

    /** {@return the one message that sending leads to} */
    private LaptopMessage sent(Signature<?> signature) {
        signature.delay();
        return laptop.transactions().outside(() -> {
            for (var queue : List.of("apium", "rush", "else")) {
                var messages = laptop.messages(queue);
                if (!messages.isEmpty()) {
                    return messages.get(messages.size() - 1);
                }
            }
            throw new AssertionError("Nothing was sent");
        });
    }

    private LaptopMessage charged(UnaryOperator<TaskOptions.Builder> options) {
        return sent(charge().set(options));
    }

    @Test
    void aCallWithoutOptionsHasTheDefaults() {
        var message = charged(o -> o);

        var id = message.properties().get("apium_id");
        assertThat(id).isInstanceOf(String.class);
        assertThat(message.queue()).isEqualTo("apium");
        assertThat(message.priority()).isEqualTo(4);
        assertThat(message.dueAt()).isEqualTo(now);
        assertThat(message.body()).isEqualTo("{\"args\":[42,{\"method\":\"card\"}]}");
        assertThat(message.properties())
                .containsEntry("apium_task", "orders.charge")
                .containsEntry("apium_attempt", 0)
                .containsEntry("apium_root", id)
                .containsEntry("apium_origin", "test@laptop")
                .doesNotContainKey("apium_parent");
    }

    @Test
    void aCountdownHoldsTheMessageBack() {
        assertThat(charged(o -> o.countdown(Duration.ofMinutes(5))).dueAt()).isEqualTo(now.plusSeconds(300));
    }

    @Test
    void anEtaHoldsTheMessageBack() {
        assertThat(charged(o -> o.eta(now.plusSeconds(7))).dueAt()).isEqualTo(now.plusSeconds(7));
    }

    @Test
    void anEtaInThePastMeansAtOnce() {
        assertThat(charged(o -> o.eta(now.minusSeconds(7))).dueAt()).isEqualTo(now);
    }

    @Test
    void aCountdownStartsWhenTheTaskIsSent() {
        var signature = charge().set(o -> o.countdown(Duration.ofMinutes(5)).expires(Duration.ofMinutes(9)));

        laptop.clock().advance(Duration.ofDays(1));

        var message = sent(signature);
        assertThat(message.dueAt()).isEqualTo("2026-01-02T00:05:00Z");
        assertThat(message.body()).contains("\"expires\":\"2026-01-02T00:09:00Z\"");
    }

    @Test
    void anExpiryIsWrittenAsATime() {
        assertThat(charged(o -> o.expires(Duration.ofMinutes(1))).body())
                .contains("\"expires\":\"2026-01-01T00:01:00Z\"");
        assertThat(charged(o -> o.expires(now.plusSeconds(2))).body()).contains("\"expires\":\"2026-01-01T00:00:02Z\"");
    }

    @Test
    void aQueueIsSentTo() {
        assertThat(charged(o -> o.queue("else")).queue()).isEqualTo("else");
    }

    @Test
    void aPriorityIsSet() {
        assertThat(charged(o -> o.priority(0)).priority()).isZero();
    }

    @Test
    void sendsWithOptionsThatManyCallsShare() {
        var slow = TaskOptions.builder().queue("slow").build();

        charge().set(o -> o.priority(7)).applyAsync(slow);

        assertThat(laptop.messages("slow"))
                .singleElement()
                .satisfies(message -> assertThat(message.priority()).isEqualTo(7));
    }

    @Test
    void anIdOfTheCallersIsTaken() {
        AsyncResult<String> result = charge().applyAsync(o -> o.taskId("order-42"));

        assertThat(result.id()).isEqualTo("order-42");
        assertThat(laptop.messages("apium").get(0).properties())
                .containsEntry("apium_id", "order-42")
                .containsEntry("apium_root", "order-42");
    }

    @Test
    void aShadowAHeaderAndAnIgnoredResultAreWritten() {
        assertThat(charged(o -> o.shadow("paying")).body()).contains("\"shadow\":\"paying\"");
        assertThat(charged(o -> o.header("tenant", "7")).body()).contains("\"headers\":{\"tenant\":\"7\"}");
        assertThat(charged(o -> o.ignoreResult(true)).body()).contains("\"ignoreResult\":true");
    }

    @Test
    void whatTheCallSaysOfRetriesAndTimeLimitsIsWritten() {
        assertThat(charged(o -> o.maxRetries(-1)).body()).endsWith(",\"retry\":{\"max\":-1}}");
        assertThat(charged(o -> o.retryDelay(Duration.ofSeconds(90))).body()).endsWith("{\"delay\":\"PT1M30S\"}}");
        assertThat(charged(o -> o.retryBackoff(2)
                                .retryBackoffMax(Duration.ofMinutes(1))
                                .retryJitter(false))
                        .body())
                .endsWith("{\"backoff\":2,\"backoffMax\":\"PT1M\",\"jitter\":false}}");
        assertThat(charged(o -> o.softTimeLimit(Duration.ofSeconds(10))).body())
                .endsWith(",\"limits\":{\"soft\":\"PT10S\"}}");
        assertThat(charged(o -> o.timeLimit(Duration.ofSeconds(20))).body()).endsWith("{\"hard\":\"PT20S\"}}");
    }

    @Test
    void whatTheAnnotationSaysOfThemIsTheWorkersToKnow() {
        class Careful {
            @Task(name = "careful", maxRetries = 9, retryBackoff = 2, softTimeLimit = "PT1S", timeLimit = "PT2S")
            void run() {}
        }
        laptop.add(new Careful());

        assertThat(sent(laptop.tasks().signature("careful")).body()).isEqualTo("{}");
    }

    @Test
    void theAnnotationGoesBeforeTheDefaults() {
        var message = sent(rush());

        assertThat(message.queue()).isEqualTo("rush");
        assertThat(message.priority()).isEqualTo(8);
        assertThat(message.body()).isEqualTo("{\"expires\":\"2026-01-01T01:00:00Z\"}");
    }

    @Test
    void theCallGoesBeforeTheAnnotation() {
        var message = sent(rush().set(o ->
                o.queue("else").priority(0).expires(Duration.ofMinutes(1)).ignoreResult(false)));

        assertThat(message.queue()).isEqualTo("else");
        assertThat(message.priority()).isZero();
        assertThat(message.body()).isEqualTo("{\"expires\":\"2026-01-01T00:01:00Z\",\"ignoreResult\":false}");
    }

    @Test
    void typedAndByNameSendTheSame() {
        var typed = charged(o -> o.taskId("same"));
        var byName = sent(laptop.tasks().signature("orders.charge", 42L, CARD).set(o -> o.taskId("same")));

        assertThat(byName).usingRecursiveComparison().ignoringFields("number").isEqualTo(typed);
    }

    @Test
    void argumentsOfAKnownTaskAreCheckedBeforeItIsSent() {
        assertThatThrownBy(() ->
                        laptop.tasks().signature("orders.charge", "many", CARD).delay())
                .isInstanceOf(InvalidArgumentsException.class)
                .hasMessageContaining("'orders.charge'")
                .hasMessageContaining("argument 1 (long order)");
        assertThatThrownBy(() -> laptop.tasks().signature("orders.charge", 42L).delay())
                .isInstanceOf(InvalidArgumentsException.class)
                .hasMessageContaining("payment")
                .hasMessageContaining("missing");
        assertThat(laptop.messages("apium")).isEmpty();
    }

    @Test
    void argumentsOfAnUnknownTaskAreSentAsTheyAre() {
        var message = sent(laptop.tasks()
                .signature("elsewhere.charge", "many", null, List.of(1))
                .named("note", null));

        assertThat(message.body()).isEqualTo("{\"args\":[\"many\",null,[1]],\"named\":{\"note\":null}}");
    }

    @Test
    void anArgumentThatIsNoJsonIsNamed() {
        assertThatThrownBy(() -> laptop.tasks()
                        .signature("elsewhere.charge", 1, new Opaque())
                        .delay())
                .isInstanceOf(InvalidArgumentsException.class)
                .hasMessageContaining("argument 2 cannot be written as JSON")
                .hasMessageContaining("Opaque");
        assertThatThrownBy(() -> laptop.tasks()
                        .signature("elsewhere.charge")
                        .named("note", new Opaque())
                        .delay())
                .hasMessageContaining("argument note cannot be written as JSON");
    }

    @Test
    void anUnreadableArgumentAmongReadableOnesFailsTheSendNotTheSignature() {
        var signature = laptop.tasks().signature("orders.charge", 42L, new Opaque());

        assertThatThrownBy(signature::delay).isInstanceOf(InvalidArgumentsException.class);
        assertThat(laptop.messages("apium")).isEmpty();
    }

    @Test
    void anIdIsAUuidOfVersion7ThatBeginsWithTheTime() {
        var id = UUID.fromString(charge().delay().id());

        assertThat(id.version()).isEqualTo(7);
        assertThat(id.variant()).isEqualTo(2);
        assertThat(id.getMostSignificantBits() >>> 16).isEqualTo(now.toEpochMilli());
    }

    @Test
    void idsAreOrderedByTime() {
        var signature = charge();
        var first = signature.delay().id();
        laptop.clock().advance(Duration.ofMillis(1));
        var second = signature.delay().id();
        laptop.clock().advance(Duration.ofDays(10_000));
        var third = signature.delay().id();

        assertThat(List.of(first, second, third)).isSorted();
    }

    @Test
    void aSignatureSentTwiceIsTwoTasks() {
        var signature = charge();

        assertThat(signature.delay().id()).isNotEqualTo(signature.delay().id());
        assertThat(laptop.messages("apium")).hasSize(2);
    }

    @Test
    void aSignatureTellsWhatItIsMadeOf() {
        var signature = laptop.tasks()
                .signature("orders.charge", 42L)
                .named("payment", CARD)
                .set(o -> o.queue("else"));

        assertThat(signature.task()).isEqualTo("orders.charge");
        assertThat(signature.args()).containsExactly(42L);
        assertThat(signature.namedArgs()).containsOnlyKeys("payment").containsValue(CARD);
        assertThat(signature.options().queue()).contains("else");
    }

    @Test
    void aSignatureDoesNotChange() {
        Object[] args = {42L};
        var signature = laptop.tasks().signature("orders.charge", args);

        var named = signature.named("payment", CARD);
        named.named("payment", null);
        signature.set(o -> o.queue("else").header("a", "b"));
        signature.returning(Integer.class);
        args[0] = 43L;

        assertThat(signature.args()).containsExactly(42L);
        assertThat(signature.namedArgs()).isEmpty();
        assertThat(named.namedArgs()).containsEntry("payment", CARD);
        assertThat(signature.options().queue()).isEmpty();
        assertThat(signature.options().headers()).isEmpty();
        assertThatThrownBy(() -> signature.args().clear()).isInstanceOf(UnsupportedOperationException.class);
        assertThatThrownBy(() -> named.namedArgs().clear()).isInstanceOf(UnsupportedOperationException.class);
    }

    @Test
    void optionsOfASignatureAddUp() {
        var signature = charge().set(o -> o.queue("else").header("a", "1"))
                .set(o -> o.priority(7).header("b", "2"));

        signature.applyAsync(o -> o.header("b", "3"));

        assertThat(laptop.messages("else")).singleElement().satisfies(message -> {
            assertThat(message.priority()).isEqualTo(7);
            assertThat(message.body()).contains("\"a\":\"1\"").contains("\"b\":\"3\"");
        });
        assertThat(signature.options().headers()).containsEntry("b", "2");
    }

    @Test
    void theValueIsOfTheMethodsTypeOrOfTheOneAskedFor() {
        var byName = laptop.tasks().signature("orders.list").delay();
        var strings = laptop.tasks()
                .signature(Orders::charge, 42L, null)
                .returning(CharSequence.class)
                .delay();
        var arrays = laptop.tasks()
                .signature(Orders::list)
                .returning(Payment[].class)
                .delay();
        var iterable = laptop.tasks()
                .signature(Orders::list)
                .returning(new ResultType<Iterable<Payment>>() {})
                .delay();

        laptop.work();

        assertThat(byName.get(Duration.ZERO)).isEqualTo(List.of(CARD));
        assertThat(strings.get(Duration.ZERO)).isEqualTo("42 paid by null");
        assertThat(Arrays.asList(arrays.get(Duration.ZERO))).containsExactly(CARD);
        assertThat(iterable.get(Duration.ZERO)).containsExactly(CARD);
    }

    @Test
    void timeLimitsThatCannotWorkAreRefusedAtTheCall() {
        class Careful {
            @Task(name = "careful", timeLimit = "PT2S")
            void run() {}
        }
        laptop.add(new Careful());

        assertThatThrownBy(() ->
                        laptop.tasks().signature("careful").applyAsync(o -> o.softTimeLimit(Duration.ofSeconds(5))))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("softTimeLimit of task 'careful' must be less than timeLimit, but is PT5S of PT2S");
        assertThat(laptop.messages("apium")).isEmpty();
    }
}
