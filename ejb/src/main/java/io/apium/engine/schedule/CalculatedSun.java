package io.apium.engine.schedule;

import io.apium.schedule.Solar;
import io.apium.schedule.Sun;
import java.time.Instant;
import java.util.Optional;
import java.util.stream.Stream;

/** The sun as commons-suncalc calculates it. Stateless. */
public final class CalculatedSun implements Sun {

    /** At a pole the sun rises once a year; this is enough for whatever is left of one, and the next. */
    private static final int MOST_DAYS = 2 * 366;

    /** Made by {@link java.util.ServiceLoader}. */
    public CalculatedSun() {}

    @Override
    public Optional<Instant> next(Solar solar, Instant moment) {
        return Stream.iterate(SunDay.at(solar, moment), SunDay::following)
                .limit(MOST_DAYS)
                .flatMap(day -> day.event().stream())
                .filter(event -> event.isAfter(moment))
                .findFirst();
    }
}
