package io.apium.schedule;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.format.DateTimeParseException;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.LongStream;
import org.jspecify.annotations.Nullable;

/**
 * Due at equal distances. Celery's {@code schedule}, and a number of seconds in its {@code beat_schedule}.
 *
 * <pre>{@code
 * Interval.every(Duration.ofMinutes(15))                                       // at :00, :15, :30 and :45
 * Interval.every(Duration.ofMinutes(15)).from(start)                           // at start, 15 minutes later, …
 * Interval.every(Duration.ofDays(14)).in(ZoneId.of("Europe/Berlin"))           // every other Monday at 00:00
 * }</pre>
 *
 * <p>The distances are counted from a start, at which it is due for the first time. Without one they are counted from
 * 1970-01-01T00:00, and those of whole weeks from the Monday before, so that it is due at round times on all nodes and after all
 * restarts; like {@code relative=True} in Celery.
 *
 * <p><b>Clock changes.</b> An interval of whole days counts days of the calendar of its time zone, and is due at the same time of
 * every one of them; on a day on which the clock skips that time, at the first moment after the gap; if the clock shows it
 * twice, at the first. In UTC, which is the default, every day has 24 hours. All other intervals count elapsed time, which no
 * clock changes.
 *
 * @param period the distance: whole seconds, at least one, and at most 36525 days
 * @param start when it is due first; null if it was always due; in the years 0 to 9999
 * @param zone whose days are counted; only an interval of whole days may have one other than UTC
 */
public record Interval(Duration period, @Nullable Instant start, ZoneId zone) implements Schedule {

    static final String KIND = "interval";

    private static final Duration SHORTEST = Duration.ofSeconds(1);
    private static final Duration LONGEST = Duration.ofDays(36_525);
    private static final LocalDate FIRST_DAY = LocalDate.EPOCH;
    private static final LocalDate FIRST_MONDAY = LocalDate.of(1969, 12, 29);

    /**
     * Creates an interval; see {@link #every}.
     *
     * @throws IllegalArgumentException if one of the parts is not as said above
     */
    public Interval {
        Objects.requireNonNull(zone);
        if (period.getNano() != 0 || period.compareTo(SHORTEST) < 0 || period.compareTo(LONGEST) > 0) {
            throw new IllegalArgumentException(
                    "period " + period + " is not whole seconds from " + SHORTEST + " to " + LONGEST);
        }
        if (start != null && !Horizon.contains(start)) {
            throw new IllegalArgumentException("start " + start + " is not in the years 0 to " + Horizon.LAST_YEAR);
        }
        if (!isWholeDays(period) && !zone.equals(ScheduleText.UTC)) {
            throw new IllegalArgumentException("zone " + zone + " has no effect on the period " + Length.text(period)
                    + ", which is elapsed time; only whole days are counted by the calendar of a time zone,"
                    + " and a Crontab goes by its clock");
        }
    }

    /**
     * {@return an interval without a start, in UTC} Celery's {@code run_every}.
     *
     * @param period whole seconds, at least one, and at most 36525 days
     * @throws IllegalArgumentException if the period is not
     */
    public static Interval every(Duration period) {
        return new Interval(period, null, ScheduleText.UTC);
    }

    static Interval read(ScheduleText text, ZoneId otherwise) {
        var period = Length.parse(text.only("start", "zone").what());
        var start = text.option("start").map(Interval::start).orElse(null);
        return new Interval(period, start, text.zone(isWholeDays(period) ? otherwise : ScheduleText.UTC));
    }

    private static Instant start(String text) {
        try {
            return Instant.parse(text);
        } catch (DateTimeParseException e) {
            throw new IllegalArgumentException("start '" + text + "' is not a moment such as 2027-01-04T06:00:00Z", e);
        }
    }

    /** {@return this with a start: the first moment at which it is due, and from which the distances count} */
    public Interval from(Instant start) {
        return new Interval(period, start, zone);
    }

    /**
     * {@return this by the calendar of another time zone}
     *
     * @throws IllegalArgumentException if the period is not of whole days
     */
    public Interval in(ZoneId zone) {
        return new Interval(period, start, zone);
    }

    private static boolean isWholeDays(Duration period) {
        return period.equals(Duration.ofDays(period.toDays()));
    }

    @Override
    public Optional<Instant> next(Instant moment) {
        if (start != null && moment.isBefore(start)) {
            return Optional.of(start);
        }
        return Horizon.searchAfter(moment)
                .map(after -> isWholeDays(period) ? nextDay(after) : nextElapsed(after))
                .filter(Horizon::contains);
    }

    private Instant nextElapsed(Instant after) {
        var origin = start == null ? Instant.EPOCH : start;
        var elapsed = Duration.between(origin, after).getSeconds();
        var count = Math.floorDiv(elapsed, period.getSeconds()) + 1;
        return origin.plusSeconds(count * period.getSeconds());
    }

    private Instant nextDay(Instant after) {
        var clock = new WallClock(zone);
        var origin = origin();
        var days = period.toDays();
        var passed = clock.read(after).toLocalDate().toEpochDay()
                - origin.toLocalDate().toEpochDay();
        return LongStream.iterate(Math.floorDiv(passed, days), count -> count + 1)
                .mapToObj(count -> clock.first(origin.plusDays(count * days)))
                .filter(due -> due.isAfter(after))
                .findFirst()
                .orElseThrow();
    }

    private LocalDateTime origin() {
        if (start != null) {
            return LocalDateTime.ofInstant(start, zone);
        }
        return (isWholeWeeks() ? FIRST_MONDAY : FIRST_DAY).atStartOfDay();
    }

    private boolean isWholeWeeks() {
        return isWholeDays(period) && period.toDays() % 7 == 0;
    }

    @Override
    public String describe() {
        var every = "every " + Length.words(period);
        if (start != null) {
            return every + " from " + new WallClock(zone).describe(start);
        }
        if (!isWholeDays(period)) {
            return every;
        }
        return every + (isWholeWeeks() ? " on Monday" : "") + " at 00:00, " + zone;
    }

    /** {@return its text, for {@link Schedule#parse(String)}} */
    @Override
    public String toString() {
        return KIND + "(" + Length.text(period) + (start == null ? "" : ", start=" + start)
                + (isWholeDays(period) ? ", zone=" + zone : "") + ")";
    }
}
