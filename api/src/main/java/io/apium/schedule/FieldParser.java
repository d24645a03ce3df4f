package io.apium.schedule;

import java.util.Arrays;
import java.util.regex.Pattern;
import java.util.stream.IntStream;

/** Reads one field of a crontab: a list of {@code *}, values and ranges, with or without a step. */
final class FieldParser {

    private static final Pattern PART = Pattern.compile("(?:\\*|(\\w+)(?:-(\\w+))?)(?:/(\\d{1,4}))?");

    private final Field field;

    FieldParser(Field field) {
        this.field = field;
    }

    FieldSet parse(String text) {
        return FieldSet.of(field, Arrays.stream(text.split(",", -1)).flatMapToInt(part -> values(part.strip())));
    }

    private IntStream values(String text) {
        var part = PART.matcher(text);
        if (!part.matches()) {
            throw new IllegalArgumentException(field + " '" + text
                    + "' is not *, a value, a range such as 1-5, or one of these with a step such as */2");
        }
        var from = part.group(1);
        var to = part.group(2);
        var step = part.group(3) == null ? 1 : step(text, Integer.parseInt(part.group(3)));
        if (from == null) {
            return range(field.min, field.max, step);
        }
        if (to == null && part.group(3) != null) {
            throw new IllegalArgumentException(field + " '" + text + "' has a step but no range; write " + from + "-"
                    + field.abbreviation(field.max) + "/" + step);
        }
        var first = field.value(from);
        return range(first, to == null ? first : field.value(to), step);
    }

    private int step(String text, int step) {
        if (step < 1 || step > field.size()) {
            throw new IllegalArgumentException(
                    field + " '" + text + "' has a step that is not a number from 1 to " + field.size());
        }
        return step;
    }

    /** A range may pass the last value: after 23 comes 0. */
    private IntStream range(int from, int to, int step) {
        var length = Math.floorMod(to - from, field.size()) + 1;
        return IntStream.iterate(0, offset -> offset < length, offset -> offset + step)
                .map(offset -> field.min + (from - field.min + offset) % field.size());
    }
}
