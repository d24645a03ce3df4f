package io.apium.schedule;

import java.time.Duration;
import java.time.format.DateTimeParseException;
import java.util.Arrays;
import java.util.Locale;
import java.util.regex.Pattern;

/** The text of a period: {@code 15 minutes}. */
enum Length {
    WEEK(Duration.ofDays(7)),
    DAY(Duration.ofDays(1)),
    HOUR(Duration.ofHours(1)),
    MINUTE(Duration.ofMinutes(1)),
    SECOND(Duration.ofSeconds(1));

    private static final Pattern TEXT = Pattern.compile("(\\d{1,10})\\s*([a-z]+?)s?");

    private final Duration one;

    Length(Duration one) {
        this.one = one;
    }

    /** {@return the period that a number and a unit say, or a duration of ISO 8601} */
    static Duration parse(String text) {
        var parts = TEXT.matcher(text);
        if (parts.matches()) {
            var unit = Arrays.stream(values())
                    .filter(length -> length.word().equals(parts.group(2)))
                    .findFirst();
            if (unit.isPresent()) {
                return unit.get().one.multipliedBy(Long.parseLong(parts.group(1)));
            }
        }
        try {
            return Duration.parse(text);
        } catch (DateTimeParseException e) {
            throw new IllegalArgumentException(
                    "'" + text + "' is not a number of seconds, minutes, hours, days or weeks, such as 15 minutes,"
                            + " nor a duration such as PT15M",
                    e);
        }
    }

    /** {@return the period in the largest unit in which it is a whole number} */
    static String text(Duration period) {
        return largest(period).count(period);
    }

    /** {@return the same for people: "15 minutes", "minute"} */
    static String words(Duration period) {
        var unit = largest(period);
        return period.equals(unit.one) ? unit.word() : unit.count(period);
    }

    private static Length largest(Duration period) {
        return Arrays.stream(values())
                .filter(unit -> period.toSeconds() % unit.one.toSeconds() == 0)
                .findFirst()
                .orElse(SECOND);
    }

    private String count(Duration period) {
        var count = period.toSeconds() / one.toSeconds();
        return count + " " + word() + (count == 1 ? "" : "s");
    }

    private String word() {
        return name().toLowerCase(Locale.ROOT);
    }
}
