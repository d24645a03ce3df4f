package io.apium.it.crash;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** The audit sees what must not become of due times. */
class TicksTest {

    @Test
    void acceptsEachDueTimeOnce() {
        assertThat(ticks(3, 12L, 10, 11, 12).faults()).isEmpty();
        assertThat(ticks(0, null).faults()).isEmpty();
    }

    @Test
    void findsOneThatWasRunTwice() {
        assertThat(ticks(4, 12L, 10, 11, 11, 12).faults())
                .extracting(Fault::what)
                .containsExactly(Fault.What.DOUBLED);
    }

    @Test
    void findsOneThatWasNotRun() {
        assertThat(ticks(2, 12L, 10, 12).faults()).extracting(Fault::what).containsExactly(Fault.What.LOST);
    }

    @Test
    void findsThatTheLastWasNotRun() {
        assertThat(ticks(3, 12L, 10, 11).faults()).extracting(Fault::what).containsExactly(Fault.What.LOST);
        assertThat(ticks(2, 12L, 10, 11).faults()).extracting(Fault::what).containsExactly(Fault.What.LOST);
    }

    @Test
    void findsOneThatWasNotCounted() {
        assertThat(ticks(2, 12L, 10, 11, 12).faults()).extracting(Fault::what).containsExactly(Fault.What.DOUBLED);
    }

    private static Ticks ticks(long runs, @Nullable Long lastDueAt, long... dueTimes) {
        return new Ticks(
                runs,
                lastDueAt == null ? null : Instant.ofEpochSecond(lastDueAt),
                Arrays.stream(dueTimes).mapToObj(Instant::ofEpochSecond).toList());
    }
}
