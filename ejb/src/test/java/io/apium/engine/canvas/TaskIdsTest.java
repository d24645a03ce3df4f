package io.apium.engine.canvas;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class TaskIdsTest {

    /** The time of the example in RFC 9562, appendix A.6. */
    private final TaskIds ids = new TaskIds(Clock.fixed(Instant.ofEpochMilli(0x017F22E279B0L), ZoneOffset.UTC));

    @Test
    void beginWithTheTime() {
        assertThat(ids.next()).matches("017f22e2-79b0-7[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}");
    }

    @Test
    void areDifferentWithinAMillisecond() {
        assertThat(Stream.generate(ids::next).limit(1000)).doesNotHaveDuplicates();
    }

    @Test
    void areRandomInEveryOtherBit() {
        long ones = 0;
        long lowOnes = 0;
        for (var id :
                Stream.generate(ids::next).limit(1000).map(UUID::fromString).toList()) {
            ones |= id.getMostSignificantBits();
            lowOnes |= id.getLeastSignificantBits();
        }

        assertThat(ones & 0xFFFL).isEqualTo(0xFFFL);
        assertThat(lowOnes).isEqualTo(0xBFFF_FFFF_FFFF_FFFFL);
    }
}
