package io.apium;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;

class RetryTest {

    @Test
    void everyChangeIsAnotherDecision() {
        var first = new Retry(null);

        var second = first.countdown(Duration.ofSeconds(5)).queue("slow").maxRetries(-1);

        assertThat(first.countdown()).isEmpty();
        assertThat(second.countdown()).contains(Duration.ofSeconds(5));
        assertThat(second.queue()).contains("slow");
        assertThat(second.maxRetries()).contains(-1);
    }

    @Test
    void theLaterOfCountdownAndEtaCounts() {
        assertThat(new Retry(null).countdown(Duration.ZERO).eta(Instant.EPOCH).countdown())
                .isEmpty();
        assertThat(new Retry(null).eta(Instant.EPOCH).countdown(Duration.ZERO).eta())
                .isEmpty();
    }

    @Test
    void argumentsMayBeNullAndReplaceThoseByName() {
        var retry = new Retry(null).named("a", 1).args("x", null);

        assertThat(retry.args().orElseThrow()).containsExactly("x", null);
        assertThat(retry.namedArgs()).isEmpty();
        assertThat(retry.named("b", null).namedArgs()).containsExactlyEntriesOf(nullable("b"));
    }

    @Test
    void keepsItsCauseThroughChanges() {
        var cause = new IOException("busy");

        assertThat(new Retry(cause).maxRetries(1).named("a", 1)).hasCause(cause);
        assertThat(new Retry(null).countdown(Duration.ZERO).because(cause)).hasCause(cause);
    }

    @Test
    void isNotCaughtAsAnException() {
        assertThat(new Retry(null)).isInstanceOf(Error.class);
        assertThat(new Reject("why")).isInstanceOf(Error.class);
        assertThat(new Ignore()).isInstanceOf(Error.class);
    }

    @Test
    void refusesWhatCannotWork() {
        var retry = new Retry(null);

        assertThatThrownBy(() -> retry.countdown(Duration.ofMillis(-1))).hasMessageContaining("countdown");
        assertThatThrownBy(() -> retry.maxRetries(-2)).hasMessageContaining("maxRetries");
    }

    private static Map<String, Object> nullable(String name) {
        var map = new HashMap<String, Object>();
        map.put(name, null);
        return map;
    }
}
