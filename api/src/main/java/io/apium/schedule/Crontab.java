package io.apium.schedule;

import java.time.DayOfWeek;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.Month;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.zone.ZoneOffsetTransition;
import java.util.Arrays;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.IntStream;

/**
 * Due when the clock and the calendar match all of its fields. Celery's {@code crontab}.
 *
 * <pre>{@code
 * Crontab.of("30 6 * * mon-fri").in(ZoneId.of("Europe/Berlin"))
 * Crontab.everyMinute().minute(30).hour(6).dayOfWeek("mon-fri").in(ZoneId.of("Europe/Berlin"))   // the same
 * }</pre>
 *
 * <p>A field is a list, separated by commas, of
 *
 * <ul>
 *   <li>{@code *}, all values;
 *   <li>a value: minute and second 0-59, hour 0-23, day of month 1-31, month 1-12, day of week 0-6, of which Sunday is 0. Months
 *       and days of the week have names too, of which three letters are enough, in any case;
 *   <li>a range such as {@code 8-17} or {@code mon-fri}. It may pass the end: {@code 22-2}, {@code fri-mon}, {@code nov-feb};
 *   <li>a range or {@code *} with a step: every n-th of its values. {@code *}{@code /15} of minutes are 0, 15, 30 and 45.
 * </ul>
 *
 * <p>As in Celery, and other than in cron, <b>all</b> fields must match: {@code 0 6 13 * fri} is due on every Friday the 13th.
 *
 * <p><b>Clock changes.</b> A time that the clock skips is due at the first moment after the gap, once for all times in it. A time
 * that the clock shows twice is due at the first. What has a rhythm keeps it instead: if its times are in every hour, the
 * next one follows the gap by itself and nothing is added; and if there are several in an hour, or one in every hour, they are
 * due in both of the hours that look the same.
 *
 * <p>Immutable. Two are equal if they are due at the same times in the same time zone, however they were written.
 */
public final class Crontab implements Schedule {

    static final String KIND = "crontab";

    private final Days days;
    private final Times times;
    private final WallClock clock;

    private Crontab(Days days, Times times, ZoneId zone) {
        this.days = days;
        this.times = times;
        this.clock = new WallClock(zone);
    }

    /**
     * {@return the crontab of cron's five fields, in UTC} They are minute, hour, day of month, month and day of week; if there
     * are six, the first is the second.
     *
     * @throws IllegalArgumentException if there are more or fewer, one of them cannot be read, or they match no date there is
     */
    public static Crontab of(String fields) {
        var texts = fields.strip().split("\\s+", -1);
        if (texts.length < 5 || texts.length > 6) {
            throw new IllegalArgumentException("'" + fields + "' has " + texts.length
                    + " fields; a crontab has five, minute, hour, day_of_month, month_of_year and day_of_week,"
                    + " or six, of which the first is second");
        }
        var minute = texts.length - 5;
        return new Crontab(
                new Days(
                        parse(Field.DAY_OF_MONTH, texts[minute + 2]),
                        parse(Field.MONTH_OF_YEAR, texts[minute + 3]),
                        parse(Field.DAY_OF_WEEK, texts[minute + 4])),
                new Times(
                        parse(Field.SECOND, minute == 0 ? "0" : texts[0]),
                        parse(Field.MINUTE, texts[minute]),
                        parse(Field.HOUR, texts[minute + 1])),
                ScheduleText.UTC);
    }

    /** {@return the crontab that is due at the start of every minute, in UTC} Celery's {@code crontab()}. */
    public static Crontab everyMinute() {
        return of("* * * * *");
    }

    static Crontab read(ScheduleText text, ZoneId zone) {
        return of(text.only("zone").what()).in(text.zone(zone));
    }

    /** {@return this with other seconds; they are 0 if nothing is said} Celery has none. */
    public Crontab second(String values) {
        return with(parse(Field.SECOND, values));
    }

    /** {@return this with other seconds} */
    public Crontab second(int... values) {
        return with(set(Field.SECOND, values));
    }

    /** {@return this with other minutes} Celery's {@code minute}. */
    public Crontab minute(String values) {
        return with(parse(Field.MINUTE, values));
    }

    /** {@return this with other minutes} Celery's {@code minute}. */
    public Crontab minute(int... values) {
        return with(set(Field.MINUTE, values));
    }

    /** {@return this with other hours} Celery's {@code hour}. */
    public Crontab hour(String values) {
        return with(parse(Field.HOUR, values));
    }

    /** {@return this with other hours} Celery's {@code hour}. */
    public Crontab hour(int... values) {
        return with(set(Field.HOUR, values));
    }

    /** {@return this with other days of the week} Celery's {@code day_of_week}. */
    public Crontab dayOfWeek(String values) {
        return with(parse(Field.DAY_OF_WEEK, values));
    }

    /** {@return this with other days of the week} Celery's {@code day_of_week}. */
    public Crontab dayOfWeek(DayOfWeek... values) {
        return with(FieldSet.of(Field.DAY_OF_WEEK, Arrays.stream(values).mapToInt(day -> day.getValue() % 7)));
    }

    /** {@return this with other days of the month} Celery's {@code day_of_month}. */
    public Crontab dayOfMonth(String values) {
        return with(parse(Field.DAY_OF_MONTH, values));
    }

    /** {@return this with other days of the month} Celery's {@code day_of_month}. */
    public Crontab dayOfMonth(int... values) {
        return with(set(Field.DAY_OF_MONTH, values));
    }

    /** {@return this with other months} Celery's {@code month_of_year}. */
    public Crontab monthOfYear(String values) {
        return with(parse(Field.MONTH_OF_YEAR, values));
    }

    /** {@return this with other months} Celery's {@code month_of_year}. */
    public Crontab monthOfYear(Month... values) {
        return with(FieldSet.of(Field.MONTH_OF_YEAR, Arrays.stream(values).mapToInt(Month::getValue)));
    }

    /** {@return this by the clock of another time zone} Celery's {@code timezone} setting, for this one alone. */
    public Crontab in(ZoneId zone) {
        return new Crontab(days, times, zone);
    }

    private static FieldSet parse(Field field, String text) {
        return new FieldParser(field).parse(text);
    }

    private static FieldSet set(Field field, int... values) {
        return FieldSet.of(field, IntStream.of(values));
    }

    private Crontab with(FieldSet set) {
        return switch (set.field()) {
            case SECOND -> with(days, new Times(set, times.minutes(), times.hours()));
            case MINUTE -> with(days, new Times(times.seconds(), set, times.hours()));
            case HOUR -> with(days, new Times(times.seconds(), times.minutes(), set));
            case DAY_OF_MONTH -> with(new Days(set, days.months(), days.daysOfWeek()), times);
            case MONTH_OF_YEAR -> with(new Days(days.daysOfMonth(), set, days.daysOfWeek()), times);
            case DAY_OF_WEEK -> with(new Days(days.daysOfMonth(), days.months(), set), times);
        };
    }

    private Crontab with(Days days, Times times) {
        return new Crontab(days, times, clock.zone());
    }

    @Override
    public Optional<Instant> next(Instant moment) {
        return Horizon.searchAfter(moment).flatMap(after -> {
            var from = clock.read(after).plusSeconds(1);
            return clock.repeating(clock.read(after))
                    .map(change -> inRepeatedTime(after, from, change))
                    .orElseGet(() -> first(from));
        });
    }

    /** {@return when the clock first shows a time that matches, from the given one on, or skips it} */
    private Optional<Instant> first(LocalDateTime from) {
        return match(from).flatMap(time -> {
            var change = clock.skipping(time);
            return change.isPresent() && times.areInEveryHour()
                    ? first(change.get().getDateTimeAfter())
                    : Optional.of(clock.first(time));
        });
    }

    /** The search while the clock shows times that it shows twice: up to the time before the change it was set back from. */
    private Optional<Instant> inRepeatedTime(Instant after, LocalDateTime from, ZoneOffsetTransition change) {
        var isRepetition = !after.isBefore(change.getInstant());
        if (!times.areRhythm()) {
            return first(isRepetition ? change.getDateTimeBefore() : from);
        }
        var found = isRepetition ? Optional.<Instant>empty() : match(from, change, change.getOffsetBefore());
        return found.or(() -> match(isRepetition ? from : change.getDateTimeAfter(), change, change.getOffsetAfter()))
                .or(() -> first(change.getDateTimeBefore()));
    }

    private Optional<Instant> match(LocalDateTime from, ZoneOffsetTransition change, ZoneOffset offset) {
        return match(from)
                .filter(time -> time.isBefore(change.getDateTimeBefore()))
                .map(time -> time.toInstant(offset));
    }

    /** {@return the first time that matches, from the given one on} */
    private Optional<LocalDateTime> match(LocalDateTime from) {
        return days.ceiling(from.toLocalDate()).flatMap(date -> {
            if (date.isAfter(from.toLocalDate())) {
                return Optional.of(date.atTime(times.first()));
            }
            var time = times.ceiling(from.toLocalTime());
            return time.isPresent()
                    ? time.map(date::atTime)
                    : days.ceiling(date.plusDays(1)).map(later -> later.atTime(times.first()));
        });
    }

    @Override
    public String describe() {
        return new CrontabWords(days, times) + ", " + clock.zone();
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Crontab that
                && days.equals(that.days)
                && times.equals(that.times)
                && clock.equals(that.clock);
    }

    @Override
    public int hashCode() {
        return Objects.hash(days, times, clock);
    }

    /** {@return its text, for {@link Schedule#parse(String)}} */
    @Override
    public String toString() {
        var second = times.seconds().isOnly(0) ? "" : times.seconds() + " ";
        return KIND + "(" + second + times.minutes() + " " + times.hours() + " " + days.daysOfMonth() + " "
                + days.months() + " " + days.daysOfWeek() + ", zone=" + clock.zone() + ")";
    }
}
