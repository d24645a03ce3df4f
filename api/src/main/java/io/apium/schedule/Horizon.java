package io.apium.schedule;

import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.Optional;

/** How far schedules are calculated: the years of four digits. A moment outside of them is none that anyone means. */
final class Horizon {

    static final int LAST_YEAR = 9999;

    private static final Instant FIRST = LocalDateTime.of(0, 1, 1, 0, 0).toInstant(ZoneOffset.UTC);
    private static final Instant END =
            LocalDateTime.of(LAST_YEAR + 1, 1, 1, 0, 0).toInstant(ZoneOffset.UTC);

    private Horizon() {}

    static boolean contains(Instant moment) {
        return !moment.isBefore(FIRST) && moment.isBefore(END);
    }

    /** {@return the moment from which to search, if there is anything to find after this one} */
    static Optional<Instant> searchAfter(Instant moment) {
        return moment.isBefore(END) ? Optional.of(moment.isBefore(FIRST) ? FIRST : moment) : Optional.empty();
    }
}
