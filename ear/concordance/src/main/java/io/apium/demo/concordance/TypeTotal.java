package io.apium.demo.concordance;

import java.util.List;

/**
 * The files of one type, such as {@code java}.
 *
 * @param type the type
 * @param files how many files there are
 * @param lines how many lines they have
 * @param words how many words they have
 */
public record TypeTotal(String type, long files, long lines, long words) {

    static TypeTotal sum(List<TypeTotal> totals) {
        return totals.stream()
                .reduce(
                        new TypeTotal("total", 0, 0, 0),
                        (a, b) -> new TypeTotal(a.type, a.files + b.files, a.lines + b.lines, a.words + b.words));
    }
}
