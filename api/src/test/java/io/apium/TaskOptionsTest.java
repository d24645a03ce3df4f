package io.apium;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class TaskOptionsTest {

    private static final Instant NOW = Instant.parse("2026-03-01T12:00:00Z");

    @Test
    void countsACountdownFromTheTimeOfSending() {
        var options = TaskOptions.builder().countdown(Duration.ofSeconds(30)).build();

        assertThat(options.eta(NOW)).contains(NOW.plusSeconds(30));
    }

    @Test
    void keepsTheLaterOfCountdownAndEta() {
        var later = NOW.plusSeconds(99);

        assertThat(TaskOptions.builder()
                        .countdown(Duration.ZERO)
                        .eta(later)
                        .build()
                        .eta(NOW))
                .contains(later);
        assertThat(TaskOptions.builder()
                        .eta(later)
                        .countdown(Duration.ZERO)
                        .build()
                        .eta(NOW))
                .contains(NOW);
    }

    @Test
    void expiresAfterADurationOrAtATime() {
        assertThat(TaskOptions.builder().expires(Duration.ofMinutes(1)).build().expires(NOW))
                .contains(NOW.plusSeconds(60));
        assertThat(TaskOptions.builder().expires(NOW).build().expires(Instant.EPOCH))
                .contains(NOW);
    }

    @Test
    void copiesEverythingIntoTheNextBuilder() {
        var options = TaskOptions.builder()
                .eta(NOW)
                .expires(Duration.ofDays(1))
                .queue("q")
                .priority(9)
                .taskId("id")
                .shadow("shadow")
                .ignoreResult(true)
                .maxRetries(-1)
                .retryDelay(Duration.ofSeconds(1))
                .retryBackoff(2)
                .retryBackoffMax(Duration.ofSeconds(3))
                .retryJitter(false)
                .softTimeLimit(Duration.ofSeconds(4))
                .timeLimit(Duration.ofSeconds(5))
                .header("a", "b")
                .build();

        assertThat(options.toBuilder().build()).usingRecursiveComparison().isEqualTo(options);
        assertThat(options).hasNoNullFieldsOrPropertiesExcept("countdown", "expiresAt");
    }

    @Test
    void takesOverOnlyWhatIsSet() {
        var options = TaskOptions.builder()
                .queue("slow")
                .priority(1)
                .eta(NOW)
                .header("a", "1")
                .addAll(TaskOptions.builder()
                        .priority(9)
                        .countdown(Duration.ZERO)
                        .header("b", "2")
                        .build())
                .build();

        assertThat(options.queue()).contains("slow");
        assertThat(options.priority()).contains(9);
        assertThat(options.eta(Instant.EPOCH)).contains(Instant.EPOCH);
        assertThat(options.headers()).containsOnlyKeys("a", "b");
    }

    @Test
    void refusesWhatCannotWorkAndSaysWhat() {
        var builder = TaskOptions.builder();

        assertThatThrownBy(() -> builder.priority(10)).hasMessage("priority must be 0 to 9, not 10");
        assertThatThrownBy(() -> builder.countdown(Duration.ofSeconds(-1)))
                .hasMessage("countdown must not be negative, but is PT-1S");
        assertThatThrownBy(() -> builder.expires(Duration.ofSeconds(-1))).hasMessageContaining("expires");
        assertThatThrownBy(() -> builder.queue(" ")).hasMessage("queue must not be blank");
        assertThatThrownBy(() -> builder.taskId("x".repeat(129))).hasMessageContaining("at most 128 characters");
    }

    @Test
    void refusesLimitsThatCannotWork() {
        var builder = TaskOptions.builder();

        assertThatThrownBy(() -> builder.maxRetries(-2)).hasMessage("maxRetries must be -1 or more, not -2");
        assertThatThrownBy(() -> builder.retryBackoff(-1)).hasMessage("retryBackoff must be 0 or more, not -1");
        assertThatThrownBy(() -> builder.retryDelay(Duration.ofSeconds(-1))).hasMessageContaining("retryDelay");
        assertThatThrownBy(() -> builder.retryBackoffMax(Duration.ofSeconds(-1)))
                .hasMessageContaining("retryBackoffMax");
        assertThatThrownBy(() -> builder.timeLimit(Duration.ZERO))
                .hasMessage("timeLimit must be longer than zero, but is PT0S");
        assertThatThrownBy(() -> builder.softTimeLimit(Duration.ZERO)).hasMessageContaining("softTimeLimit");
        assertThatThrownBy(() -> TaskOptions.builder()
                        .softTimeLimit(Duration.ofSeconds(5))
                        .timeLimit(Duration.ofSeconds(5))
                        .build())
                .hasMessage("softTimeLimit must be less than timeLimit, but is PT5S of PT5S");
    }
}
