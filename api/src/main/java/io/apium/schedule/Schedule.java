package io.apium.schedule;

import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * When a periodic task is due.
 *
 * <table>
 * <caption>The kinds there are, each an immutable value</caption>
 * <tr><td>{@link Crontab}</td><td>{@code Crontab.of("30 6 * * mon-fri").in(ZoneId.of("Europe/Berlin"))}</td></tr>
 * <tr><td>{@link Interval}</td><td>{@code Interval.every(Duration.ofMinutes(15))}</td></tr>
 * <tr><td>{@link Solar}</td><td>{@code Solar.of(SolarEvent.SUNSET, 52.52, 13.405)}</td></tr>
 * <tr><td>{@link Clocked}</td><td>{@code Clocked.at(Instant.parse("2027-01-01T00:00:00Z"))}</td></tr>
 * </table>
 *
 * <p>A class of the application's own may be one too; Celery's {@code BaseSchedule}. It says the same moments on every node
 * and however often it is asked: which of them have been run is kept by beat.
 *
 * <p><b>Threading.</b> Implementations are immutable and thread-safe.
 */
public interface Schedule {

    /**
     * {@return the first moment strictly after the given one at which the task is due; empty if there is none any more}
     * The kinds of Apium know none after the year 9999.
     */
    Optional<Instant> next(Instant moment);

    /**
     * {@return the next moments strictly after the given one, in order: a preview} They are fewer than asked for if there are
     * no more.
     *
     * @throws IllegalArgumentException if {@code count} is negative
     */
    default List<Instant> next(Instant moment, int count) {
        return Stream.iterate(next(moment), Optional::isPresent, due -> due.flatMap(this::next))
                .limit(count)
                .flatMap(Optional::stream)
                .toList();
    }

    /** {@return what it means, for people: "every weekday at 06:30, Europe/Berlin"} */
    String describe();

    /**
     * {@return the schedule that the text says, in UTC if the text names no time zone} Each kind of Apium writes its text with
     * {@code toString()}.
     *
     * @throws IllegalArgumentException if the text is none; the message says what is wrong, and what is allowed
     * @see #parse(String, ZoneId)
     */
    static Schedule parse(String text) {
        return parse(text, ScheduleText.UTC);
    }

    /**
     * {@return the schedule that the text says} This is how schedules are written in configuration, in the database and in
     * JSON; every one equals what its {@code toString()} is parsed to.
     *
     * <pre>
     * crontab(30 6 * * mon-fri, zone=Europe/Berlin)
     * interval(15 minutes)
     * interval(2 weeks, start=2027-01-04T06:00:00Z, zone=Europe/Berlin)
     * solar(sunset, 52.52, 13.405)
     * clocked(2027-01-01T00:00:00Z)
     * </pre>
     *
     * @param zone the time zone of a text that names none
     * @throws IllegalArgumentException if the text is none; the message says what is wrong, and what is allowed
     */
    static Schedule parse(String text, ZoneId zone) {
        return ScheduleText.parse(text, zone);
    }
}
