package io.apium.engine.schedule;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/**
 * How high the sun stands, by the low-precision formulas of the Astronomical Almanac (a hundredth of a degree): another way to
 * it than the library's.
 */
record SunHeight(double latitude, double longitude) {

    private static final Duration MINUTE = Duration.ofMinutes(1);
    private static final Instant J2000 = Instant.parse("2000-01-01T12:00:00Z");

    /** {@return the height of its centre in degrees, without the bending of the air} */
    double at(Instant moment) {
        var days = Duration.between(J2000, moment).toSeconds() / 86_400.0;
        var anomaly = Math.toRadians(357.528 + 0.9856003 * days);
        var ecliptic =
                Math.toRadians(280.460 + 0.9856474 * days + 1.915 * Math.sin(anomaly) + 0.020 * Math.sin(2 * anomaly));
        var obliquity = Math.toRadians(23.439 - 0.0000004 * days);
        var ascension = Math.atan2(Math.cos(obliquity) * Math.sin(ecliptic), Math.cos(ecliptic));
        var declination = Math.asin(Math.sin(obliquity) * Math.sin(ecliptic));
        var sidereal = Math.toRadians(280.46062 + 360.98564737 * days + longitude);
        var place = Math.toRadians(latitude);
        return Math.toDegrees(Math.asin(Math.sin(place) * Math.sin(declination)
                + Math.cos(place) * Math.cos(declination) * Math.cos(sidereal - ascension)));
    }

    /** {@return the minutes at which it rises past the height} */
    List<Instant> risesPast(double height, Instant from, Instant to) {
        var found = new ArrayList<Instant>();
        for (var moment = from; moment.isBefore(to); moment = moment.plus(MINUTE)) {
            if (at(moment) < height && at(moment.plus(MINUTE)) >= height) {
                found.add(moment);
            }
        }
        return found;
    }

    /** {@return the minutes at which it sinks past the height} */
    List<Instant> sinksPast(double height, Instant from, Instant to) {
        var found = new ArrayList<Instant>();
        for (var moment = from; moment.isBefore(to); moment = moment.plus(MINUTE)) {
            if (at(moment) >= height && at(moment.plus(MINUTE)) < height) {
                found.add(moment);
            }
        }
        return found;
    }

    /** {@return the minutes at which it is higher than in those around} */
    List<Instant> culminates(Instant from, Instant to) {
        var found = new ArrayList<Instant>();
        for (var moment = from; moment.isBefore(to); moment = moment.plus(MINUTE)) {
            if (at(moment.minus(MINUTE)) < at(moment) && at(moment) >= at(moment.plus(MINUTE))) {
                found.add(moment);
            }
        }
        return found;
    }
}
