package io.apium.it.app;

import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Of everything something. */
public record Order(
        long id,
        Kind kind,
        LocalDate day,
        Instant placed,
        OffsetDateTime due,
        Duration patience,
        List<Line> lines,
        Map<String, BigDecimal> discounts,
        Optional<String> remark,
        @Nullable String nothing) {

    public enum Kind {
        SMALL,
        LARGE
    }

    public record Line(String article, int count) {}
}
