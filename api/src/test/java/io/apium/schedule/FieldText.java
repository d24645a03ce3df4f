package io.apium.schedule;

import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;

/** A field of a crontab as somebody writes it, and the values that are meant. */
record FieldText(String text, Set<Integer> values) {

    static final FieldText ZERO = new FieldText("0", Set.of(0));

    /** {@return fields of lists, ranges, names and steps} */
    static Arbitrary<FieldText> random(int min, int max, List<String> names) {
        return part(min, max, names)
                .list()
                .ofMinSize(1)
                .ofMaxSize(3)
                .map(parts -> new FieldText(
                        parts.stream().map(FieldText::text).collect(Collectors.joining(",")),
                        parts.stream().flatMap(part -> part.values.stream()).collect(Collectors.toSet())));
    }

    /** {@return fields most of which are all values} */
    static Arbitrary<FieldText> mostlyAll(int min, int max, List<String> names) {
        var all = new FieldText("*", range(min, max, min, max, 1));
        return Arbitraries.frequencyOf(
                net.jqwik.api.Tuple.of(4, Arbitraries.just(all)), net.jqwik.api.Tuple.of(1, random(min, max, names)));
    }

    private static Arbitrary<FieldText> part(int min, int max, List<String> names) {
        var value = Arbitraries.integers().between(min, max);
        var step = Arbitraries.integers().between(1, max - min + 1);
        var style = Arbitraries.integers().between(0, 2);
        var single = Combinators.combine(value, style)
                .as((it, how) -> new FieldText(write(it, min, names, how), Set.of(it)));
        var range = Combinators.combine(value, value, style, style)
                .as((from, to, how, other) -> new FieldText(
                        write(from, min, names, how) + "-" + write(to, min, names, other),
                        range(min, max, from, to, 1)));
        var steps = Combinators.combine(value, value, step)
                .as((from, to, by) -> new FieldText(from + "-" + to + "/" + by, range(min, max, from, to, by)));
        var everyNth = step.map(by -> new FieldText("*/" + by, range(min, max, min, max, by)));
        return Arbitraries.oneOf(single, range, steps, everyNth);
    }

    private static String write(int value, int min, List<String> names, int style) {
        if (names.isEmpty() || style == 0) {
            return String.valueOf(value);
        }
        var name = names.get(value - min);
        return style == 1 ? name.substring(0, 3) : name.toUpperCase(java.util.Locale.ROOT);
    }

    private static Set<Integer> range(int min, int max, int from, int to, int step) {
        var ring = IntStream.rangeClosed(min, max).boxed().collect(Collectors.toList());
        while (ring.get(0) != from) {
            ring.add(ring.remove(0));
        }
        var values = new HashSet<Integer>();
        for (int index = 0; index <= ring.indexOf(to); index += step) {
            values.add(ring.get(index));
        }
        return values;
    }
}
