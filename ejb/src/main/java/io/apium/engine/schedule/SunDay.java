package io.apium.engine.schedule;

import io.apium.schedule.Solar;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import org.shredzone.commons.suncalc.SunTimes;

/**
 * 24 hours of the sun at a place, in which an event happens once or not at all. Their beginning depends on the place and the
 * event alone: where the library begins to look changes its result by seconds, and the same event must not be found twice.
 *
 * @param number counts them
 */
record SunDay(Solar solar, Mark mark, long number) {

    private static final long DAY = Duration.ofDays(1).toSeconds();
    private static final double SECONDS_PER_DEGREE = DAY / 360.0;

    /** {@return the one that the moment is in} */
    static SunDay at(Solar solar, Instant moment) {
        var first = new SunDay(solar, Mark.of(solar.event()), 0);
        return first.plus(Math.floorDiv(moment.getEpochSecond() - first.begin().getEpochSecond(), DAY));
    }

    SunDay following() {
        return plus(1);
    }

    private SunDay plus(long days) {
        return new SunDay(solar, mark, number + days);
    }

    private Instant begin() {
        var midnight = number * DAY - Math.round(solar.longitude() * SECONDS_PER_DEGREE);
        return Instant.ofEpochSecond(midnight).plus(mark.way().begin);
    }

    Optional<Instant> event() {
        var times = SunTimes.compute()
                .at(solar.latitude(), solar.longitude())
                .twilight(mark.height())
                .utc()
                .on(begin())
                .oneDay()
                .execute();
        return Optional.ofNullable(mark.way().event(times))
                .map(time -> time.toInstant().truncatedTo(ChronoUnit.SECONDS));
    }
}
