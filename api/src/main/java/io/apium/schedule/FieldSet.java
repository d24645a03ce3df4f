package io.apium.schedule;

import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * The values of a field at which a crontab is due; at least one.
 *
 * @param bits has bit v set if v is one of them
 */
record FieldSet(Field field, long bits) {

    /** What {@link #ceiling} says if there is none: more than any value of any field. */
    static final int NONE = Long.SIZE;

    static FieldSet all(Field field) {
        return of(field, IntStream.rangeClosed(field.min, field.max));
    }

    static FieldSet of(Field field, IntStream values) {
        var bits = values.mapToLong(value -> 1L << field.checked(value)).reduce(0, (some, more) -> some | more);
        if (bits == 0) {
            throw new IllegalArgumentException(field + " needs at least one value");
        }
        return new FieldSet(field, bits);
    }

    boolean contains(int value) {
        return (bits >> value & 1) != 0;
    }

    /** {@return the smallest of the values that is not below the given one, or NONE} */
    int ceiling(int value) {
        return Long.numberOfTrailingZeros(bits >>> value << value);
    }

    int first() {
        return Long.numberOfTrailingZeros(bits);
    }

    int size() {
        return Long.bitCount(bits);
    }

    boolean isAll() {
        return size() == field.size();
    }

    boolean isOnly(int value) {
        return bits == 1L << value;
    }

    IntStream values() {
        return IntStream.rangeClosed(field.min, field.max).filter(this::contains);
    }

    /** {@return n if these are what people would call "every n": more than two values, or such as divide the whole evenly} */
    OptionalInt step() {
        if (field.hasNames() || size() < 2 || !contains(field.min)) {
            return OptionalInt.empty();
        }
        var step = ceiling(field.min + 1) - field.min;
        var isStep =
                equals(of(field, IntStream.iterate(field.min, value -> value <= field.max, value -> value + step)));
        return isStep && (size() > 2 || field.size() % step == 0) ? OptionalInt.of(step) : OptionalInt.empty();
    }

    /** {@return the values as runs of neighbours, in which the first value of the field follows the last} */
    List<Run> runs() {
        if (isAll()) {
            return List.of(new Run(field.min, field.size()));
        }
        var runs = new ArrayList<Run>();
        values().filter(value -> !contains(after(value, field.size() - 1))).forEach(start -> {
            int length = 1;
            while (contains(after(start, length))) {
                length++;
            }
            runs.add(new Run(start, length));
        });
        return runs;
    }

    private int after(int value, int count) {
        return field.min + (value - field.min + count) % field.size();
    }

    /** {@return the shortest text that {@link FieldParser} reads as this} */
    @Override
    public String toString() {
        if (isAll()) {
            return "*";
        }
        var step = step();
        return step.isPresent()
                ? "*/" + step.getAsInt()
                : runs().stream().map(this::text).collect(Collectors.joining(","));
    }

    private String text(Run run) {
        var first = field.abbreviation(run.start);
        var last = field.abbreviation(last(run));
        return switch (run.length) {
            case 1 -> first;
            case 2 -> first + "," + last;
            default -> first + "-" + last;
        };
    }

    int last(Run run) {
        return after(run.start, run.length - 1);
    }

    /** Values without a gap. */
    record Run(int start, int length) {}
}
