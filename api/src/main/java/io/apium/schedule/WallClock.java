package io.apium.schedule;

import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.temporal.ChronoUnit;
import java.time.zone.ZoneOffsetTransition;
import java.util.Optional;

/** The clock on the wall of a time zone, which is set forward and back: a time may be skipped, or shown twice. */
record WallClock(ZoneId zone) {

    /** {@return what it shows at the moment, in whole seconds} */
    LocalDateTime read(Instant moment) {
        return LocalDateTime.ofInstant(moment, zone).truncatedTo(ChronoUnit.SECONDS);
    }

    /** {@return when it shows the time for the first time or, if it skips it, shows a later one for the first time} */
    Instant first(LocalDateTime time) {
        return skipping(time)
                .map(ZoneOffsetTransition::getInstant)
                .orElseGet(() -> time.toInstant(zone.getRules().getOffset(time)));
    }

    /** {@return the change that skips the time} */
    Optional<ZoneOffsetTransition> skipping(LocalDateTime time) {
        return transition(time).filter(ZoneOffsetTransition::isGap);
    }

    /** {@return the change that makes the time be shown twice} */
    Optional<ZoneOffsetTransition> repeating(LocalDateTime time) {
        return transition(time).filter(ZoneOffsetTransition::isOverlap);
    }

    /** {@return the moment for people, by this clock} */
    String describe(Instant moment) {
        var time = LocalDateTime.ofInstant(moment, zone);
        return time.toLocalDate() + " " + time.toLocalTime() + ", " + zone;
    }

    private Optional<ZoneOffsetTransition> transition(LocalDateTime time) {
        return Optional.ofNullable(zone.getRules().getTransition(time));
    }
}
