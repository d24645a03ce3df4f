package io.apium.engine.task;

import java.util.Comparator;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** A name of tasks in which {@code *} stands for any characters and {@code ?} for any one. */
final class NamePattern {

    /** The longer ones first, and those of equal length in an order that is always the same. */
    static final Comparator<NamePattern> LONGEST_FIRST = Comparator.comparing(
                    (NamePattern pattern) -> pattern.text.length())
            .thenComparing(pattern -> pattern.text)
            .reversed();

    private final String text;
    private final Pattern pattern;

    NamePattern(String text) {
        this.text = text;
        this.pattern = Pattern.compile(
                text.codePoints()
                        .mapToObj(Character::toString)
                        .map(NamePattern::expression)
                        .collect(Collectors.joining()),
                Pattern.DOTALL);
    }

    boolean matches(String name) {
        return pattern.matcher(name).matches();
    }

    private static String expression(String character) {
        return switch (character) {
            case "*" -> ".*";
            case "?" -> ".";
            default -> Pattern.quote(character);
        };
    }
}
