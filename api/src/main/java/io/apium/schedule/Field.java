package io.apium.schedule;

import java.util.List;
import java.util.Locale;

/** A field of a crontab: which values it may have, and their names. */
enum Field {
    SECOND(0, 59),
    MINUTE(0, 59),
    HOUR(0, 23),
    DAY_OF_MONTH(1, 31),
    MONTH_OF_YEAR(1, 12, "January February March April May June July August September October November December"),
    DAY_OF_WEEK(0, 6, "Sunday Monday Tuesday Wednesday Thursday Friday Saturday");

    /** A name needs as many letters as tell all names apart. */
    private static final int ABBREVIATION = 3;

    final int min;
    final int max;
    private final String names;

    Field(int min, int max) {
        this(min, max, "");
    }

    Field(int min, int max, String names) {
        this.min = min;
        this.max = max;
        this.names = names;
    }

    private List<String> names() {
        return hasNames() ? List.of(names.split(" ", -1)) : List.of();
    }

    int size() {
        return max - min + 1;
    }

    boolean hasNames() {
        return !names.isEmpty();
    }

    /** {@return the value's name, for people; its number if it has none} */
    String name(int value) {
        return hasNames() ? names().get(value - min) : String.valueOf(value);
    }

    /** {@return the value as it is written in a crontab} */
    String abbreviation(int value) {
        return hasNames() ? name(value).substring(0, ABBREVIATION).toLowerCase(Locale.ROOT) : String.valueOf(value);
    }

    /** {@return the value that a number or a name says} */
    int value(String text) {
        if (text.chars().allMatch(Character::isDigit) && text.length() < 10) {
            return checked(Integer.parseInt(text));
        }
        if (text.length() >= ABBREVIATION) {
            for (var name : names()) {
                if (name.regionMatches(true, 0, text, 0, text.length())) {
                    return min + names().indexOf(name);
                }
            }
        }
        throw new IllegalArgumentException(this + " '" + text + "' is not " + allowed());
    }

    int checked(int value) {
        if (value < min || value > max) {
            throw new IllegalArgumentException(this + " " + value + " is not " + allowed());
        }
        return value;
    }

    private String allowed() {
        var numbers = "a number from " + min + " to " + max;
        return switch (this) {
            case MONTH_OF_YEAR -> numbers + " or a name such as jan";
            case DAY_OF_WEEK -> numbers + " (Sunday is 0) or a name such as sun";
            default -> numbers;
        };
    }

    /** {@return Celery's name of the field} */
    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT);
    }
}
