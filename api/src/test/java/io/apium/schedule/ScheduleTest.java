package io.apium.schedule;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ScheduleTest {

    private static final ZoneId BERLIN = ZoneId.of("Europe/Berlin");
    private static final Instant NEW_YEAR = Instant.parse("2027-01-01T00:00:00Z");

    @Test
    void previewsWhatThereIs() {
        assertThat(Clocked.at(NEW_YEAR).next(NEW_YEAR.minusSeconds(1), 3)).containsExactly(NEW_YEAR);
        assertThat(Clocked.at(NEW_YEAR).next(NEW_YEAR, 3)).isEmpty();
        assertThat(Interval.every(Duration.ofHours(1)).next(NEW_YEAR, 0)).isEmpty();
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Clocked.at(NEW_YEAR).next(NEW_YEAR, -1));
    }

    @Test
    void previewsAScheduleOfTheApplication() {
        var hourly = new Schedule() {
            @Override
            public Optional<Instant> next(Instant moment) {
                return Optional.of(moment.plusSeconds(3600));
            }

            @Override
            public String describe() {
                return "an hour later";
            }
        };

        assertThat(hourly.next(NEW_YEAR, 2)).isEqualTo(List.of(NEW_YEAR.plusSeconds(3600), NEW_YEAR.plusSeconds(7200)));
    }

    @Test
    void takesTheGivenZoneIfTheTextSaysNone() {
        assertThat(Schedule.parse("crontab(30 6 * * *)", BERLIN))
                .isEqualTo(Crontab.of("30 6 * * *").in(BERLIN));
        assertThat(Schedule.parse("crontab(30 6 * * *)")).isEqualTo(Crontab.of("30 6 * * *"));
        assertThat(Schedule.parse("interval(1 day)", BERLIN))
                .isEqualTo(Interval.every(Duration.ofDays(1)).in(BERLIN));
        assertThat(Schedule.parse("interval(90 minutes)", BERLIN)).isEqualTo(Interval.every(Duration.ofMinutes(90)));
        assertThat(Schedule.parse("clocked(2027-01-01T01:00)", BERLIN)).isEqualTo(Clocked.at(NEW_YEAR));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                crontab( 1,2  3 * * mon , zone = Europe/Berlin ) | crontab(1,2 3 * * mon, zone=Europe/Berlin)
                interval(90 minutes)            | interval(90 minutes)
                interval(PT1H)                  | interval(1 hour)
                interval(1 seconds)             | interval(1 second)
                interval(14 days)               | interval(2 weeks, zone=UTC)
                interval(7200 seconds, start=2027-01-04T06:00:00.5Z) | interval(2 hours, start=2027-01-04T06:00:00.500Z)
                solar(dusk_civil, -33.9, 151.2) | solar(dusk_civil, -33.9, 151.2)
                clocked(2027-01-01T01:00, zone=Europe/Berlin) | clocked(2027-01-01T00:00:00Z)
                """)
    void readsWhatPeopleWrite(String written, String text) {
        assertThat(Schedule.parse(written)).hasToString(text);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                30 6 * * *                   | it is not of the form kind(…)
                cron(30 6 * * *)             | cron is not a kind of schedule; crontab, interval, solar and clocked are
                crontab(61 * * * *)          | minute 61 is not a number from 0 to 59
                crontab(* * * * *, start=x)  | crontab has no option start; it has zone
                crontab(* * * * *, zone=x, zone=y) | it has zone twice
                crontab(* * * * *, zone=Europe/Bonn) | zone Europe/Bonn is not a time zone such as Europe/Berlin, UTC or +01:00
                crontab(* * * * *, zone=)    | 'zone=' is not of the form name=value
                interval(soon)               | 'soon' is not a number of seconds, minutes, hours, days or weeks
                interval(2 months)           | '2 months' is not a number of seconds, minutes, hours, days or weeks
                interval(0 seconds)          | period PT0S is not whole seconds
                interval(PT0.5S)             | period PT0.5S is not whole seconds
                interval(6000 weeks)         | period PT1008000H is not whole seconds from PT1S to PT876600H
                interval(6 hours, zone=Europe/Berlin) | zone Europe/Berlin has no effect on the period 6 hours
                interval(1 day, start=+10000-01-01T00:00:00Z) | start +10000-01-01T00:00:00Z is not in the years 0 to 9999
                interval(1 hour, start=noon) | start 'noon' is not a moment such as 2027-01-04T06:00:00Z
                solar(noon, 1, 2)            | event 'noon' is not one of dawn_astronomical, dawn_nautical, dawn_civil, sunrise
                solar(sunset, 91, 2)         | latitude 91.0 is not a number of degrees from -90 to 90
                solar(sunset, 1, -181)       | longitude -181.0 is not a number of degrees from -180 to 180
                solar(sunset, NaN, 0)        | latitude NaN is not a number of degrees
                solar(sunset, x, 0)          | latitude 'x' is not a number of degrees such as 52.52
                solar(sunset, 1)             | 'sunset, 1' is not event, latitude, longitude
                solar(sunset, 1, 2, zone=UTC) | solar has no option zone
                clocked(tomorrow)            | 'tomorrow' is not a moment such as 2027-01-01T06:00:00Z
                """)
    void saysWhatIsWrong(String text, String message) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Schedule.parse(text))
                .withMessageStartingWith("The schedule '" + text + "' cannot be read: ")
                .withMessageContaining(message);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                interval(1 minute)                          | every minute
                interval(90 minutes)                        | every 90 minutes
                interval(1 day, zone=Europe/Berlin)         | every day at 00:00, Europe/Berlin
                interval(2 weeks)                           | every 2 weeks on Monday at 00:00, UTC
                interval(1 hour, start=2027-01-04T06:00:00Z) | every hour from 2027-01-04 06:00, UTC
                interval(3 days, start=2027-01-04T06:00:00Z, zone=Europe/Berlin) | every 3 days from 2027-01-04 07:00, Europe/Berlin
                clocked(2027-01-04T06:00:00Z)               | once, at 2027-01-04 06:00, UTC
                solar(dusk_civil, -33.9, 151.2)             | at civil dusk, 33.90°S 151.20°E
                """)
    void describesItself(String text, String words) {
        assertThat(Schedule.parse(text).describe()).isEqualTo(words);
    }

    @Test
    void anIntervalIsDueAtItsStartAndAtTheSameTimeOfDay() {
        var start = Instant.parse("2027-03-27T05:00:00Z");

        assertThat(Interval.every(Duration.ofDays(1)).from(start).in(BERLIN).next(Instant.MIN, 3))
                .containsExactly(start, Instant.parse("2027-03-28T04:00:00Z"), Instant.parse("2027-03-29T04:00:00Z"));
        assertThat(Interval.every(Duration.ofDays(1)).from(start).next(start))
                .contains(Instant.parse("2027-03-28T05:00:00Z"));
        assertThat(Interval.every(Duration.ofDays(1)).from(start).next(Instant.MAX))
                .isEmpty();
        assertThat(Interval.every(Duration.ofDays(700)).next(Instant.parse("9999-12-30T00:00:00Z")))
                .isEmpty();
    }

    @Test
    void aClockedTimeIsDueAfterTheGapOrTheFirstTime() {
        assertThat(Clocked.at(LocalDateTime.parse("2027-03-28T02:30"), BERLIN))
                .isEqualTo(Clocked.at(Instant.parse("2027-03-28T01:00:00Z")));
        assertThat(Clocked.at(LocalDateTime.parse("2027-10-31T02:30"), BERLIN))
                .isEqualTo(Clocked.at(Instant.parse("2027-10-31T00:30:00Z")));
    }

    @Test
    void aSolarOneNeedsTheEngine() {
        assertThatIllegalStateException()
                .isThrownBy(() -> Solar.of(SolarEvent.SUNSET, 52.5, 13.4).next(NEW_YEAR))
                .withMessageContaining("add apium-ejb to the class path");
    }
}
