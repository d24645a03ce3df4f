package io.apium.schedule;

import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.format.DateTimeParseException;
import java.util.Optional;

/**
 * Due once, at a moment. {@code clocked} of Celery's database scheduler.
 *
 * @param moment when it is due
 */
public record Clocked(Instant moment) implements Schedule {

    static final String KIND = "clocked";

    /** {@return the schedule that is due at the moment, once} */
    public static Clocked at(Instant moment) {
        return new Clocked(moment);
    }

    /**
     * {@return the schedule that is due once, when the clock of the time zone shows the time} If the clock skips that time, it is
     * due at the first moment after the gap; if it shows it twice, at the first.
     */
    public static Clocked at(LocalDateTime time, ZoneId zone) {
        return new Clocked(new WallClock(zone).first(time));
    }

    static Clocked read(ScheduleText text, ZoneId zone) {
        var time = text.only("zone").what();
        try {
            return time.endsWith("Z") ? at(Instant.parse(time)) : at(LocalDateTime.parse(time), text.zone(zone));
        } catch (DateTimeParseException e) {
            throw new IllegalArgumentException(
                    "'" + time + "' is not a moment such as 2027-01-01T06:00:00Z, or a time such as 2027-01-01T06:00",
                    e);
        }
    }

    @Override
    public Optional<Instant> next(Instant after) {
        return Optional.of(moment).filter(due -> due.isAfter(after));
    }

    @Override
    public String describe() {
        return "once, at " + new WallClock(ScheduleText.UTC).describe(moment);
    }

    /** {@return its text, for {@link Schedule#parse(String)}} */
    @Override
    public String toString() {
        return KIND + "(" + moment + ")";
    }
}
