package io.apium.engine.message;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import io.apium.Delivery;
import io.apium.spi.IncomingMessage;
import io.apium.spi.UnreadableMessageException;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class MessageCodecTest {

    record Payment(String method, BigDecimal amount) {}

    /** A message as it comes out of a queue. */
    record Received(Map<String, Object> properties, String body) implements IncomingMessage {

        @Override
        public Delivery delivery() {
            throw new AssertionError("A codec does not ask how a message came");
        }

        @Override
        public Instant sentAt() {
            throw new AssertionError("A codec does not ask when a message came");
        }

        @Override
        public void forward(String queue, Map<String, String> additional) {
            throw new AssertionError("A codec sends nothing");
        }
    }

    private static final TaskIdentity IDENTITY = new TaskIdentity("id", "com.shop.Orders.charge", 0, "id", null);

    private final Json json = new Json();
    private final MessageCodec codec = new MessageCodec(json);

    private JsonNode tree(@Nullable Object value) {
        return json.toTree(value, null);
    }

    private TaskMessage bare() {
        return new TaskMessage(
                IDENTITY,
                new Arguments(List.of(), Map.of()),
                null,
                null,
                null,
                RetryOptions.NONE,
                LimitOptions.NONE,
                Map.of());
    }

    private TaskMessage throughTheQueue(TaskMessage message) {
        return codec.decode(new Received(codec.properties(message, "shop@node1"), codec.body(message)));
    }

    @Test
    void aFullMessageComesBackAsItWent() {
        var message = new TaskMessage(
                new TaskIdentity("id", "task", 3, "root", "parent"),
                new Arguments(
                        List.of(tree(42), tree(null), tree("häppy \uD83D\uDC1D")),
                        Map.of("list", tree(List.of(1, 2)), "nothing", tree(null))),
                Instant.parse("2026-03-01T12:10:00.123456789Z"),
                "shadow",
                true,
                new RetryOptions(5, Duration.ofSeconds(1), 2, Duration.ofMinutes(1), false),
                new LimitOptions(Duration.ofSeconds(10), Duration.ofSeconds(20)),
                Map.of("tenant", "acme", "empty", ""));

        assertThat(throughTheQueue(message)).isEqualTo(message);
    }

    @Test
    void aBareMessageComesBackAsItWent() {
        assertThat(throughTheQueue(bare())).isEqualTo(bare());
    }

    @Test
    void whatIsAbsentIsNotWritten() {
        assertThat(codec.body(bare())).isEqualTo("{}");
        assertThat(codec.properties(bare(), "shop@node1")).doesNotContainKey("apium_parent");
    }

    @Test
    void argumentsThatAreNullOrEmptyAreWritten() {
        var message = new TaskMessage(
                IDENTITY,
                new Arguments(List.of(tree(null), tree(""), tree(List.of())), Map.of("nothing", tree(null))),
                null,
                null,
                null,
                RetryOptions.NONE,
                LimitOptions.NONE,
                Map.of());

        assertThat(codec.body(message)).isEqualTo("{\"args\":[null,\"\",[]],\"named\":{\"nothing\":null}}");
    }

    /** The example of {@code docs/protocol.md}. */
    @Test
    void writesTheDocumentedExample() {
        var message = new TaskMessage(
                IDENTITY,
                new Arguments(List.of(tree(42)), Map.of("payment", tree(new Payment("card", new BigDecimal("9.50"))))),
                Instant.parse("2026-03-01T12:10:00Z"),
                null,
                null,
                RetryOptions.NONE,
                LimitOptions.NONE,
                Map.of("tenant", "acme"));

        assertThat(codec.body(message)).isEqualTo("""
                {"args":[42],\
                "named":{"payment":{"method":"card","amount":9.50}},\
                "expires":"2026-03-01T12:10:00Z",\
                "headers":{"tenant":"acme"}}""");
        assertThat(codec.properties(message, "shop@node1"))
                .containsExactly(
                        Map.entry("apium_version", 1),
                        Map.entry("apium_id", "id"),
                        Map.entry("apium_task", "com.shop.Orders.charge"),
                        Map.entry("apium_attempt", 0),
                        Map.entry("apium_root", "id"),
                        Map.entry("apium_origin", "shop@node1"));
    }

    @Test
    void writesEveryField() {
        var message = new TaskMessage(
                new TaskIdentity("id", "task", 3, "root", "parent"),
                new Arguments(List.of(tree(1)), Map.of("a", tree(2))),
                Instant.EPOCH,
                "other",
                true,
                new RetryOptions(5, Duration.ofSeconds(1), 2, Duration.ofMinutes(1), false),
                new LimitOptions(Duration.ofSeconds(10), Duration.ofSeconds(20)),
                Map.of("h", "v"));

        assertThat(codec.body(message)).isEqualTo("""
                {"args":[1],"named":{"a":2},"expires":"1970-01-01T00:00:00Z","shadow":"other","ignoreResult":true,\
                "retry":{"max":5,"delay":"PT1S","backoff":2,"backoffMax":"PT1M","jitter":false},\
                "limits":{"soft":"PT10S","hard":"PT20S"},\
                "headers":{"h":"v"}}""");
        assertThat(codec.properties(message, "o"))
                .containsEntry("apium_attempt", 3)
                .containsEntry("apium_root", "root")
                .containsEntry("apium_parent", "parent");
    }

    @Test
    void namedArgumentsKeepTheirOrder() {
        var named = new LinkedHashMap<String, JsonNode>();
        for (var name : "the quick brown fox jumps over a lazy dog".split(" ", -1)) {
            named.put(name, tree(named.size()));
        }

        assertThat(new Arguments(List.of(), named).named().keySet()).containsExactlyElementsOf(named.keySet());
    }

    @Test
    void attemptRootAndParentMayBeAbsent() {
        var received = new Received(Map.of("apium_version", 1, "apium_id", "id", "apium_task", "task"), "{}");

        assertThat(codec.decode(received).identity()).isEqualTo(new TaskIdentity("id", "task", 0, "id", null));
    }

    @Test
    void ignoresFieldsOfLaterVersions() {
        var received = new Received(
                codec.properties(bare(), "shop@node1"), "{\"link\": [{\"task\": \"x\"}], \"shadow\": \"s\"}");

        assertThat(codec.decode(received).shadow()).isEqualTo("s");
    }

    @Test
    void readsNumbersThatAClientSentAsStrings() {
        var received = new Received(
                Map.of("apium_version", "1", "apium_id", "id", "apium_task", "task", "apium_attempt", "3"), "{}");

        assertThat(codec.decode(received).identity().attempt()).isEqualTo(3);
    }

    @Test
    void anIdAndANameMayBeAsLongAsResultsCanStoreThem() {
        assertThat(codec.findIdentity(named("i".repeat(128), "t".repeat(500))))
                .contains(new TaskIdentity("i".repeat(128), "t".repeat(500), 0, "i".repeat(128), null));
        for (var received : List.of(named("i".repeat(129), "t"), named("i", "t".repeat(501)))) {
            assertThat(codec.findIdentity(received)).isEmpty();
            assertThatThrownBy(() -> codec.decode(received))
                    .isInstanceOf(UnreadableMessageException.class)
                    .hasMessageContaining("longer than 128 or 500 characters");
        }
    }

    private static Received named(String id, String task) {
        return new Received(Map.of("apium_version", 1, "apium_id", id, "apium_task", task), "{}");
    }

    @Test
    void countsLostWorkersAndLeavesTheRestAsItIs() {
        var first = codec.properties(bare(), "shop@node1");
        var second = MessageCodec.propertiesAfterLosses(first, 1);
        var third = MessageCodec.propertiesAfterLosses(second, 2);

        assertThat(MessageCodec.losses(new Received(first, "{}"))).isZero();
        assertThat(second).containsAllEntriesOf(first).containsEntry("apium_losses", 1);
        assertThat(MessageCodec.losses(new Received(third, "{}"))).isEqualTo(2);
        assertThat(codec.decode(new Received(third, codec.body(bare())))).isEqualTo(bare());
        assertThat(first).doesNotContainKey("apium_losses");
    }

    @Test
    void whatIsSaidOfRetriesAndLimitsMayBeIncompleteOrOfLaterVersions() {
        var received = new Received(
                codec.properties(bare(), "shop@node1"),
                "{\"retry\": {\"max\": -1, \"mood\": 7}, \"limits\": {\"hard\": \"PT1M\"}}");

        var message = codec.decode(received);

        assertThat(message.retry()).isEqualTo(new RetryOptions(-1, null, null, null, null));
        assertThat(message.limits()).isEqualTo(new LimitOptions(null, Duration.ofMinutes(1)));
    }

    @Test
    void findsTheIdentityOfAMessageWhoseBodyIsUnreadable() {
        var received = new Received(codec.properties(bare(), "shop@node1"), "{");

        assertThat(codec.findIdentity(received)).contains(IDENTITY);
        assertThat(codec.findIdentity(new Received(Map.of("apium_id", "id"), "{}")))
                .isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "{",
                "null",
                "[]",
                "7",
                "{} {}",
                "{\"args\":7}",
                "{\"retry\":7}",
                "{\"limits\":{\"soft\":\"soon\"}}",
                "{\"headers\":{\"a\":null}}"
            })
    void refusesABodyThatIsNone(String body) {
        var received = new Received(codec.properties(bare(), "shop@node1"), body);

        assertThatThrownBy(() -> codec.decode(received))
                .isInstanceOf(UnreadableMessageException.class)
                .hasMessageStartingWith("Its body");
    }
}
