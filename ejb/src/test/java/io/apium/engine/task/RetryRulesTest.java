package io.apium.engine.task;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.FileNotFoundException;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RetryRulesTest {

    private static long never(long bound) {
        throw new AssertionError("Nothing is left to chance, not even up to " + bound);
    }

    private static RetryRules backoff(int seconds, Duration max, boolean jitter) {
        return new RetryRules(3, Duration.ofMinutes(7), seconds, max, jitter, List.of(), List.of());
    }

    private static RetryRules max(int retries) {
        return new RetryRules(retries, Duration.ZERO, 0, Duration.ZERO, false, List.of(), List.of());
    }

    @ParameterizedTest
    @CsvSource({"0, PT5S", "1, PT10S", "2, PT20S", "3, PT40S", "4, PT1M", "5, PT1M", "2147483647, PT1M"})
    void aBackoffDoublesUpToItsMaximum(int attempt, Duration delay) {
        assertThat(backoff(5, Duration.ofMinutes(1), false).delayAfter(attempt, RetryRulesTest::never))
                .isEqualTo(delay);
    }

    @ParameterizedTest
    @CsvSource({"0, 5000", "1, 10000", "3, 40000", "4, 60000", "2147483647, 60000"})
    void aJitteredBackoffIsARandomTimeFromZeroToTheComputedOneBothIncluded(int attempt, long millis) {
        var bounds = new ArrayList<Long>();
        var rules = backoff(5, Duration.ofMinutes(1), true);

        assertThat(rules.delayAfter(attempt, bound -> bound)).isEqualTo(Duration.ofMillis(millis));
        assertThat(rules.delayAfter(attempt, bound -> 0)).isZero();
        assertThat(rules.delayAfter(attempt, bound -> {
                    bounds.add(bound);
                    return 1234;
                }))
                .isEqualTo(Duration.ofMillis(1234));
        assertThat(bounds).containsExactly(millis);
    }

    @Test
    void withoutABackoffTheDelayIsConstant() {
        var rules = backoff(0, Duration.ofMinutes(1), true);

        assertThat(rules.delayAfter(0, RetryRulesTest::never)).isEqualTo(Duration.ofMinutes(7));
        assertThat(rules.delayAfter(1000, RetryRulesTest::never)).isEqualTo(Duration.ofMinutes(7));
    }

    @Test
    void aBackoffNeverOverflows() {
        var endless = Duration.ofSeconds(Long.MAX_VALUE);
        var previous = Duration.ZERO;
        for (int attempt = 0; attempt < 200; attempt++) {
            var delay = backoff(Integer.MAX_VALUE, endless, true).delayAfter(attempt, bound -> bound);

            assertThat(delay).isGreaterThanOrEqualTo(previous);
            previous = delay;
        }
        assertThat(backoff(1, endless, false).delayAfter(40, RetryRulesTest::never))
                .isEqualTo(Duration.ofSeconds(1L << 40));
        assertThat(previous).isGreaterThan(Duration.ofDays(36525));
    }

    @ParameterizedTest
    @CsvSource({"0, 0, false", "1, 0, true", "1, 1, false", "3, 2, true", "3, 3, false", "3, 9, false"})
    void retriesAreCounted(int maxRetries, int attempt, boolean allowed) {
        assertThat(max(maxRetries).allowsRetryAfter(attempt)).isEqualTo(allowed);
    }

    @Test
    void aNegativeNumberAllowsAnyNumberOfRetries() {
        assertThat(max(-1).allowsRetryAfter(0)).isTrue();
        assertThat(max(-1).allowsRetryAfter(Integer.MAX_VALUE)).isTrue();
    }

    @Test
    void aTaskIsRetriedByItselfAfterTheExceptionsNamedAndTheirSubclasses() {
        var rules = new RetryRules(
                3,
                Duration.ZERO,
                0,
                Duration.ZERO,
                true,
                List.of(IOException.class, ArithmeticException.class),
                List.of(FileNotFoundException.class));

        assertThat(rules.isAutomaticFor(new IOException())).isTrue();
        assertThat(rules.isAutomaticFor(new java.net.SocketException())).isTrue();
        assertThat(rules.isAutomaticFor(new ArithmeticException())).isTrue();
        assertThat(rules.isAutomaticFor(new FileNotFoundException())).isFalse();
        assertThat(rules.isAutomaticFor(new Exception())).isFalse();
        assertThat(RetryRules.DEFAULTS.isAutomaticFor(new IOException())).isFalse();
    }
}
