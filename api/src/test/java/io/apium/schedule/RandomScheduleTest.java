package io.apium.schedule;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.stream.Stream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.LongRange;

/** Random schedules in time zones around the changes of their clocks, against somebody who watches the clock. */
class RandomScheduleTest {

    private static final Duration SECOND = Duration.ofSeconds(1);
    private static final Duration MINUTE = Duration.ofMinutes(1);
    private static final Duration QUARTER = Duration.ofMinutes(15);

    @Property(tries = 200)
    void aCrontabIsDueWhenTheClockMatches(@ForAll("crontabs") CrontabText text, @ForAll("changes") Zones around) {
        var crontab = Crontab.of(text.toString()).in(around.zone());
        var from = around.moment().truncatedTo(ChronoUnit.MINUTES);
        var to = from.plus(Duration.ofDays(9));

        assertThat(between(crontab, from, to)).isEqualTo(text.walk().due(around.zone(), from, to, MINUTE));
    }

    @Property(tries = 30)
    void aCrontabIsDueAtSeconds(@ForAll("crontabsWithSeconds") CrontabText text, @ForAll("changes") Zones around) {
        var crontab = Crontab.of(text.toString()).in(around.zone());
        var from = around.moment();
        var to = from.plus(Duration.ofHours(50));

        assertThat(between(crontab, from, to)).isEqualTo(text.walk().due(around.zone(), from, to, SECOND));
    }

    @Property(tries = 5)
    void aCrontabIsDueForYears(
            @ForAll("crontabs") CrontabText text,
            @ForAll("zones") ZoneId zone,
            @ForAll @IntRange(min = 1970, max = 2037) int year) {
        var crontab = Crontab.of(text.toString()).in(zone);
        var from = LocalDateTime.of(year, 1, 1, 0, 0).toInstant(ZoneOffset.UTC);
        var to = LocalDateTime.of(year + 1, 1, 1, 0, 0).toInstant(ZoneOffset.UTC);

        assertThat(between(crontab, from, to)).isEqualTo(text.walk().due(zone, from, to, MINUTE));
    }

    @Property(tries = 200)
    void aRareCrontabFindsItsDate(
            @ForAll @IntRange(min = 29, max = 31) int day,
            @ForAll("longMonths") int month,
            @ForAll @IntRange(max = 6) int weekday,
            @ForAll @IntRange(min = 1890, max = 2120) int year) {
        var crontab = Crontab.of("0 0 " + day + " " + month + " " + weekday);
        var date = LocalDateTime.of(year, 1, 1, 0, 0);
        do {
            date = date.plusDays(1);
        } while (date.getDayOfMonth() != day
                || date.getMonthValue() != month
                || date.getDayOfWeek().getValue() % 7 != weekday);

        assertThat(crontab.next(LocalDateTime.of(year, 1, 1, 0, 0).toInstant(ZoneOffset.UTC)))
                .contains(date.toInstant(ZoneOffset.UTC));
    }

    @Property(tries = 200)
    void anIntervalOfDaysIsDueAtTheSameTimeOfEachDay(
            @ForAll @IntRange(min = 1, max = 30) int days,
            @ForAll @IntRange(max = 100) int daysBefore,
            @ForAll @IntRange(max = 95) int quarter,
            @ForAll("changes") Zones around) {
        var zone = around.zone();
        var from = quarterOf(around.moment());
        var start = new WallClock(zone)
                .first(LocalDateTime.ofInstant(from, zone)
                        .minusDays(daysBefore)
                        .with(LocalTime.ofSecondOfDay(quarter * 15L * 60L)));
        var first = LocalDateTime.ofInstant(start, zone);
        var interval = Interval.every(Duration.ofDays(days)).from(start).in(zone);
        var walk = new ClockWalk(
                time -> time.toLocalTime().equals(first.toLocalTime())
                        && !time.isBefore(first)
                        && ChronoUnit.DAYS.between(first.toLocalDate(), time.toLocalDate()) % days == 0,
                true,
                false);
        var to = from.plus(Duration.ofDays(40));

        assertThat(between(interval, from, to)).isEqualTo(walk.due(zone, from, to, QUARTER));
    }

    @Property(tries = 200)
    void anIntervalOfDaysWithoutAStartIsDueAtMidnight(
            @ForAll @IntRange(min = 1, max = 30) int days, @ForAll("changes") Zones around) {
        var origin = LocalDateTime.parse(days % 7 == 0 ? "1969-12-29T00:00" : "1970-01-01T00:00");
        var walk = new ClockWalk(
                time -> time.toLocalTime().equals(LocalTime.MIDNIGHT)
                        && ChronoUnit.DAYS.between(origin, time) % days == 0,
                true,
                false);
        var from = quarterOf(around.moment());
        var to = from.plus(Duration.ofDays(40));

        assertThat(between(Interval.every(Duration.ofDays(days)).in(around.zone()), from, to))
                .isEqualTo(walk.due(around.zone(), from, to, QUARTER));
    }

    @Property(tries = 200)
    void anIntervalCountsElapsedTime(
            @ForAll @LongRange(min = 1, max = 20_000) long seconds,
            @ForAll @LongRange(min = -4_000_000_000L, max = 4_000_000_000L) long from,
            @ForAll @IntRange(min = -9_000, max = 9_000) int startAfter) {
        var after = Instant.ofEpochSecond(from);
        var start = after.plusSeconds(startAfter);
        var interval = Interval.every(Duration.ofSeconds(seconds));

        assertThat(between(interval, after, after.plusSeconds(5_000)))
                .isEqualTo(Stream.iterate(from + 1, second -> second <= from + 5_000, second -> second + 1)
                        .filter(second -> second % seconds == 0)
                        .map(Instant::ofEpochSecond)
                        .toList());
        assertThat(between(interval.from(start), after, after.plusSeconds(5_000)))
                .isEqualTo(Stream.iterate(start, moment -> moment.plusSeconds(seconds))
                        .takeWhile(moment -> !moment.isAfter(after.plusSeconds(5_000)))
                        .filter(moment -> moment.isAfter(after))
                        .toList());
    }

    @Property(tries = 300)
    void aClockedTimeIsDueWhenTheClockShowsItOrSkipsIt(
            @ForAll("changes") Zones around, @ForAll @IntRange(max = 5000) int minutes) {
        var from = around.moment().truncatedTo(ChronoUnit.MINUTES);
        var time = LocalDateTime.ofInstant(from, around.zone()).plusMinutes(minutes);
        var walk = new ClockWalk(time::equals, true, false);

        var due = walk.due(around.zone(), from.minus(MINUTE), from.plus(Duration.ofDays(9)), MINUTE);
        // A time that the clock is showing for the second time was due before.
        assertThat(due.size()).isLessThanOrEqualTo(1);
        due.forEach(moment -> assertThat(Clocked.at(time, around.zone())).isEqualTo(Clocked.at(moment)));
    }

    @Property(tries = 500)
    void isTheSameWhereverTheSearchBegins(
            @ForAll("schedules") Schedule schedule,
            @ForAll("changes") Zones around,
            @ForAll @LongRange(min = 1, max = 1_000_000) long nanos) {
        var due = schedule.next(around.moment()).orElseThrow();
        var later = schedule.next(due).orElseThrow();

        assertThat(due).isAfter(around.moment());
        assertThat(later).isAfter(due);
        assertThat(schedule.next(due.minusNanos(nanos))).contains(due);
        assertThat(schedule.next(due.plusNanos(nanos))).contains(later);
        assertThat(schedule.next(around.moment(), 2)).containsExactly(due, later);
    }

    @Property(tries = 1000)
    void canBeReadFromItsText(@ForAll("schedules") Schedule schedule) {
        assertThat(Schedule.parse(schedule.toString())).isEqualTo(schedule);
        assertThat(Schedule.parse(schedule.toString(), ZoneId.of("Asia/Tokyo"))).isEqualTo(schedule);
    }

    /** {@return the quarter of an hour that the moment is in} Every clock of the tests is set by quarters. */
    private static Instant quarterOf(Instant moment) {
        return moment.minusSeconds(Math.floorMod(moment.getEpochSecond(), QUARTER.toSeconds()));
    }

    private static List<Instant> between(Schedule schedule, Instant from, Instant to) {
        return Stream.iterate(schedule.next(from), due -> due.flatMap(schedule::next))
                .map(due -> due.orElse(Instant.MAX))
                .takeWhile(due -> !due.isAfter(to))
                .toList();
    }

    @Provide
    Arbitrary<CrontabText> crontabs() {
        return CrontabText.ofMinutes();
    }

    @Provide
    Arbitrary<CrontabText> crontabsWithSeconds() {
        return CrontabText.withSeconds();
    }

    @Provide
    Arbitrary<Zones> changes() {
        return Zones.changing();
    }

    @Provide
    Arbitrary<ZoneId> zones() {
        return Zones.any();
    }

    @Provide
    Arbitrary<Integer> longMonths() {
        return Arbitraries.of(1, 3, 5, 7, 8, 10, 12);
    }

    @Provide
    Arbitrary<Schedule> schedules() {
        var crontabs = CrontabText.withSeconds()
                .flatMap(text -> Zones.any()
                        .map(zone -> (Schedule) Crontab.of(text.toString()).in(zone)));
        var days = Arbitraries.integers()
                .between(1, 50)
                .flatMap(count -> Zones.changing().map(around -> (Schedule) Interval.every(Duration.ofDays(count))
                        .from(around.moment())
                        .in(around.zone())));
        var seconds = Arbitraries.longs().between(1, 4_000_000).map(count ->
                (Schedule) Interval.every(Duration.ofSeconds(count)));
        return Arbitraries.oneOf(crontabs, days, seconds);
    }
}
