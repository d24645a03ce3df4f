package io.apium.engine.schedule;

import io.apium.schedule.SolarEvent;
import java.time.Duration;
import java.time.ZonedDateTime;
import org.jspecify.annotations.Nullable;
import org.shredzone.commons.suncalc.SunTimes;
import org.shredzone.commons.suncalc.SunTimes.Twilight;

/**
 * What an event is to the library.
 *
 * @param height where the sun is
 * @param way what it does there
 */
record Mark(Twilight height, Way way) {

    static Mark of(SolarEvent event) {
        return switch (event) {
            case DAWN_ASTRONOMICAL -> new Mark(Twilight.ASTRONOMICAL, Way.RISES);
            case DAWN_NAUTICAL -> new Mark(Twilight.NAUTICAL, Way.RISES);
            case DAWN_CIVIL -> new Mark(Twilight.CIVIL, Way.RISES);
            case SUNRISE -> new Mark(Twilight.VISUAL, Way.RISES);
            case SOLAR_NOON -> new Mark(Twilight.VISUAL, Way.CULMINATES);
            case SUNSET -> new Mark(Twilight.VISUAL, Way.SETS);
            case DUSK_CIVIL -> new Mark(Twilight.CIVIL, Way.SETS);
            case DUSK_NAUTICAL -> new Mark(Twilight.NAUTICAL, Way.SETS);
            case DUSK_ASTRONOMICAL -> new Mark(Twilight.ASTRONOMICAL, Way.SETS);
        };
    }

    /**
     * What the sun does. It rises between midnight and noon, by the sun's own time, and sets between noon and midnight; the 24
     * hours in which one of them is looked for begin when it cannot be near.
     */
    enum Way {
        RISES(Duration.ofHours(-6)),
        CULMINATES(Duration.ZERO),
        SETS(Duration.ofHours(6));

        final Duration begin;

        Way(Duration begin) {
            this.begin = begin;
        }

        @Nullable
        ZonedDateTime event(SunTimes times) {
            return switch (this) {
                case RISES -> times.getRise();
                case CULMINATES -> times.getNoon();
                case SETS -> times.getSet();
            };
        }
    }
}
