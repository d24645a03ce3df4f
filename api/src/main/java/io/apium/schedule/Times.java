package io.apium.schedule;

import static io.apium.schedule.FieldSet.NONE;

import java.time.LocalTime;
import java.util.Optional;
import java.util.stream.Stream;

/** The times of a day at which a crontab is due. */
record Times(FieldSet seconds, FieldSet minutes, FieldSet hours) {

    LocalTime first() {
        return LocalTime.of(hours.first(), minutes.first(), seconds.first());
    }

    /** {@return the first of them that is not before the given one, which has whole seconds} */
    Optional<LocalTime> ceiling(LocalTime time) {
        var isInHour = hours.contains(time.getHour());
        var second = seconds.ceiling(time.getSecond());
        if (isInHour && minutes.contains(time.getMinute()) && second != NONE) {
            return Optional.of(time.withSecond(second));
        }
        var minute = minutes.ceiling(time.getMinute() + 1);
        if (isInHour && minute != NONE) {
            return Optional.of(LocalTime.of(time.getHour(), minute, seconds.first()));
        }
        var hour = hours.ceiling(time.getHour() + 1);
        return hour == NONE ? Optional.empty() : Optional.of(LocalTime.of(hour, minutes.first(), seconds.first()));
    }

    boolean areInEveryHour() {
        return hours.isAll();
    }

    /** {@return whether they are a rhythm, "every 15 minutes", and not single times of the day, "at 06:00"} */
    boolean areRhythm() {
        return areInEveryHour() || minutes.size() * seconds.size() > 1;
    }

    int size() {
        return hours.size() * minutes.size() * seconds.size();
    }

    Stream<LocalTime> all() {
        return hours.values()
                .boxed()
                .flatMap(hour -> minutes.values()
                        .boxed()
                        .flatMap(minute -> seconds.values().mapToObj(second -> LocalTime.of(hour, minute, second))));
    }
}
