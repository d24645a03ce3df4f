package io.apium.jpa;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class EpochMicrosTest {

    private final EpochMicros converter = new EpochMicros();

    @ParameterizedTest
    @CsvSource({
        "1970-01-01T00:00:00Z, 0",
        "1969-12-31T23:59:59.999999Z, -1",
        "2026-03-29T01:59:59.999999Z, 1774749599999999",
        "9999-12-31T23:59:59.999999Z, 253402300799999999"
    })
    void anInstantIsTheNumberOfItsMicroseconds(Instant instant, long micros) {
        assertThat(converter.convertToDatabaseColumn(instant)).isEqualTo(micros);
        assertThat(converter.convertToEntityAttribute(micros)).isEqualTo(instant);
    }

    @Test
    void whatIsSmallerThanAMicrosecondIsCutOff() {
        assertThat(converter.convertToDatabaseColumn(Instant.parse("1970-01-01T00:00:00.000001999Z")))
                .isEqualTo(1);
        assertThat(converter.convertToDatabaseColumn(Instant.parse("1969-12-31T23:59:59.999999999Z")))
                .isEqualTo(-1);
    }

    @Test
    void noInstantIsNoNumber() {
        assertThat(converter.convertToDatabaseColumn(null)).isNull();
        assertThat(converter.convertToEntityAttribute(null)).isNull();
    }
}
