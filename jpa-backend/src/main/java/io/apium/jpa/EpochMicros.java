package io.apium.jpa;

import jakarta.persistence.AttributeConverter;
import jakarta.persistence.Converter;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Writes an instant as the microseconds since 1970-01-01T00:00Z, which is the same number on every database, through every
 * driver and persistence provider, and in every time zone. It is public for the persistence provider, which creates it.
 */
@Converter
public class EpochMicros implements AttributeConverter<Instant, Long> {

    private static final long PER_SECOND = 1_000_000;
    private static final int NANOS = 1_000;

    @Override
    public @Nullable Long convertToDatabaseColumn(@Nullable Instant instant) {
        return instant == null ? null : of(instant);
    }

    @Override
    public @Nullable Instant convertToEntityAttribute(@Nullable Long micros) {
        return micros == null ? null : toInstant(micros);
    }

    static long of(Instant instant) {
        return Math.addExact(Math.multiplyExact(instant.getEpochSecond(), PER_SECOND), instant.getNano() / NANOS);
    }

    static Instant toInstant(long micros) {
        return Instant.ofEpochSecond(Math.floorDiv(micros, PER_SECOND), Math.floorMod(micros, PER_SECOND) * NANOS);
    }
}
