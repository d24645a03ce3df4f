package io.apium.engine.schedule;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.apium.schedule.Schedule;
import io.apium.schedule.Solar;
import io.apium.schedule.SolarEvent;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.List;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.DoubleRange;
import net.jqwik.api.constraints.LongRange;

class SolarTest {

    private static final long YEAR_1980 = 315_532_800L;
    private static final long YEAR_2060 = 2_840_140_800L;
    /** A day and something, and no event within. */
    private static final Duration LONGER_THAN_A_DAY = Duration.ofHours(26);

    /** As far from the equator as the sun goes through all of the heights on all days. */
    @Property(tries = 100)
    void isDueWhenTheSunIsThere(
            @ForAll SolarEvent event,
            @ForAll @DoubleRange(min = -45, max = 45) double latitude,
            @ForAll @DoubleRange(min = -180, max = 180) double longitude,
            @ForAll @LongRange(min = YEAR_1980, max = YEAR_2060) long second) {
        var from = Instant.ofEpochSecond(second);
        var sun = new SunHeight(latitude, longitude);
        var expected = events(event, sun, from, from.plus(Duration.ofDays(4)));

        // Around both ends it depends on the second what belongs to them.
        var schedule = Solar.of(event, latitude, longitude);
        var due = schedule.next(expected.get(0).minus(Duration.ofMinutes(10)), expected.size());

        assertThat(due).hasSameSizeAs(expected);
        for (int index = 0; index < due.size(); index++) {
            assertThat(due.get(index)).isCloseTo(expected.get(index), within(3, ChronoUnit.MINUTES));
        }
    }

    private static List<Instant> events(SolarEvent event, SunHeight sun, Instant from, Instant to) {
        return switch (event) {
            case DAWN_ASTRONOMICAL -> sun.risesPast(-18, from, to);
            case DAWN_NAUTICAL -> sun.risesPast(-12, from, to);
            case DAWN_CIVIL -> sun.risesPast(-6, from, to);
            case SUNRISE -> sun.risesPast(-0.833, from, to);
            case SOLAR_NOON -> sun.culminates(from, to);
            case SUNSET -> sun.sinksPast(-0.833, from, to);
            case DUSK_CIVIL -> sun.sinksPast(-6, from, to);
            case DUSK_NAUTICAL -> sun.sinksPast(-12, from, to);
            case DUSK_ASTRONOMICAL -> sun.sinksPast(-18, from, to);
        };
    }

    @Property(tries = 200)
    void findsEachEventOnceWhereverTheSearchBegins(
            @ForAll SolarEvent event,
            @ForAll @DoubleRange(min = -89, max = 89) double latitude,
            @ForAll @DoubleRange(min = -180, max = 180) double longitude,
            @ForAll @LongRange(min = YEAR_1980, max = YEAR_2060) long second,
            @ForAll @LongRange(min = 1, max = 10 * 3600) long seconds) {
        var schedule = Solar.of(event, latitude, longitude);
        var due = schedule.next(Instant.ofEpochSecond(second)).orElseThrow();
        var later = schedule.next(due).orElseThrow();

        assertThat(Duration.between(due, later)).isGreaterThan(Duration.ofHours(20));
        assertThat(schedule.next(due.minusSeconds(seconds))).contains(due);
        assertThat(schedule.next(due.minusNanos(1))).contains(due);
        assertThat(schedule.next(due.plusSeconds(seconds))).contains(later);
    }

    @Property(tries = 200)
    void canBeReadFromItsText(
            @ForAll SolarEvent event,
            @ForAll @DoubleRange(min = -90, max = 90) double latitude,
            @ForAll @DoubleRange(min = -180, max = 180) double longitude) {
        var schedule = Solar.of(event, latitude, longitude);

        assertThat(Schedule.parse(schedule.toString())).isEqualTo(schedule);
    }

    @Example
    void knowsTheSunOfBerlin() {
        assertThat(Solar.of(SolarEvent.SUNRISE, 52.52, 13.405)
                        .next(midnight("2026-06-21"))
                        .orElseThrow())
                .isCloseTo("2026-06-21T02:43:00Z", within(2, ChronoUnit.MINUTES));
        assertThat(Solar.of(SolarEvent.SUNSET, 52.52, 13.405)
                        .next(midnight("2026-12-21"))
                        .orElseThrow())
                .isCloseTo("2026-12-21T14:54:00Z", within(2, ChronoUnit.MINUTES));
    }

    @Example
    void waitsForTheEndOfTheMidnightSun() {
        assertLeavesOut(Solar.of(SolarEvent.SUNRISE, 69.65, 18.96), "2026-06-01", "2026-07-24", "2026-07-28");
    }

    @Example
    void waitsForTheEndOfThePolarNight() {
        assertLeavesOut(Solar.of(SolarEvent.SUNSET, 69.65, 18.96), "2026-12-01", "2027-01-14", "2027-01-17");
    }

    @Example
    void waitsForTheEndOfTheBrightNights() {
        assertLeavesOut(
                Solar.of(SolarEvent.DUSK_ASTRONOMICAL, 52.52, 13.405), "2026-06-01", "2026-07-20", "2026-07-28");
    }

    @Example
    void knowsTheOneSunriseOfAYearAtAPole() {
        var sunrise = Solar.of(SolarEvent.SUNRISE, 90, 0);
        var due = sunrise.next(midnight("2026-01-01"), 2);

        assertThat(due.get(0)).isBetween(midnight("2026-03-17"), midnight("2026-03-21"));
        assertThat(due.get(1)).isBetween(midnight("2027-03-17"), midnight("2027-03-21"));
    }

    private static void assertLeavesOut(Schedule schedule, String from, String earliest, String latest) {
        var due = schedule.next(midnight(from)).orElseThrow();

        assertThat(due).isBetween(midnight(earliest), midnight(latest));
        assertThat(schedule.next(due).orElseThrow()).isBefore(due.plus(LONGER_THAN_A_DAY));
    }

    private static Instant midnight(String date) {
        return LocalDate.parse(date).atStartOfDay().toInstant(ZoneOffset.UTC);
    }
}
