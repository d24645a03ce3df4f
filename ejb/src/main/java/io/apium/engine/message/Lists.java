package io.apium.engine.message;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Lists of steps, which are absent in JSON if they are empty. */
final class Lists {

    private Lists() {}

    static String orEmpty(@Nullable String text) {
        return text == null ? "" : text;
    }

    static <T> List<T> copy(@Nullable List<T> list) {
        return list == null ? List.of() : List.copyOf(list);
    }

    /** {@return both, what is in both only once} */
    static <T> List<T> join(List<T> some, List<T> more) {
        if (more.isEmpty()) {
            return some;
        }
        var all = new LinkedHashSet<>(some);
        all.addAll(more);
        return new ArrayList<>(all);
    }

    static List<List<Step>> stamped(List<List<Step>> sequences, Map<String, JsonNode> stamps) {
        return sequences.stream()
                .map(sequence ->
                        sequence.stream().map(step -> step.stamped(stamps)).toList())
                .toList();
    }

    static List<List<Step>> outlines(List<List<Step>> sequences) {
        return sequences.stream().map(Lists::outline).toList();
    }

    static List<Step> outline(List<Step> sequence) {
        return sequence.stream().map(Step::outline).toList();
    }
}
