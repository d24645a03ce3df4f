package io.apium.engine.task;

import java.time.Duration;
import java.time.format.DateTimeParseException;
import java.util.Arrays;
import java.util.List;

/** How the text of an attribute is read. */
@FunctionalInterface
interface AttributeType<T> {

    /** Longer than anyone waits, and short enough for every calendar, database and broker. */
    Duration LONGEST = Duration.ofDays(36525);

    /**
     * {@return the value}
     *
     * @throws IllegalArgumentException if the text is none of this type; the message begins with "must"
     */
    T read(AttributeText text);

    /** {@return anything that is not blank} */
    static AttributeType<String> text() {
        return text -> {
            if (text.text().isBlank()) {
                throw new IllegalArgumentException("must not be blank");
            }
            return text.text();
        };
    }

    /** {@return true or false} */
    static AttributeType<Boolean> bool() {
        return text -> {
            var isTrue = text.text().equalsIgnoreCase("true");
            check(isTrue || text.text().equalsIgnoreCase("false"), "must be true or false", text);
            return isTrue;
        };
    }

    /** {@return a number in the range, both ends included} */
    static AttributeType<Integer> number(int least, int most) {
        var rule = "must be a number from " + least + (most == Integer.MAX_VALUE ? " on" : " to " + most);
        return text -> {
            try {
                var number = Integer.parseInt(text.text());
                check(number >= least && number <= most, rule, text);
                return number;
            } catch (NumberFormatException e) {
                throw fault(rule, text);
            }
        };
    }

    /** {@return a time longer than zero} */
    static AttributeType<Duration> time() {
        return text -> {
            var time = parseTime(text);
            check(!time.isNegative() && !time.isZero(), "must be longer than zero", text);
            return time;
        };
    }

    /** {@return a time that may be zero} */
    static AttributeType<Duration> timeOrZero() {
        return text -> {
            var time = parseTime(text);
            check(!time.isNegative(), "must be zero or longer", text);
            return time;
        };
    }

    /** {@return a constant, by its name} */
    static <E extends Enum<E>> AttributeType<E> constant(Class<E> type) {
        return text -> Arrays.stream(type.getEnumConstants())
                .filter(constant -> constant.name().equals(text.text()))
                .findFirst()
                .orElseThrow(() -> fault("must be one of " + Arrays.toString(type.getEnumConstants()), text));
    }

    /** {@return classes of exceptions, by their full names, with commas between} */
    static AttributeType<List<Class<? extends Throwable>>> exceptions() {
        return text -> Arrays.stream(text.text().split(",", -1))
                .<Class<? extends Throwable>>map(name -> exception(name.strip(), text))
                .toList();
    }

    private static Class<? extends Throwable> exception(String name, AttributeText text) {
        Class<?> type;
        try {
            type = Class.forName(name, false, text.reader().getClassLoader());
        } catch (ClassNotFoundException | LinkageError e) {
            throw new IllegalArgumentException(
                    "must name classes that " + text.reader().getName()
                            + " can see, with package, and with $ before the name of a nested one, not '" + name + "'",
                    e);
        }
        check(Throwable.class.isAssignableFrom(type), "must name exceptions", text);
        return type.asSubclass(Throwable.class);
    }

    private static Duration parseTime(AttributeText text) {
        try {
            var time = Duration.parse(text.text());
            check(time.compareTo(LONGEST) <= 0, "must be at most P36525D, a hundred years", text);
            return time;
        } catch (DateTimeParseException e) {
            throw fault("must be an ISO-8601 duration such as PT30S", text);
        }
    }

    private static void check(boolean isKept, String rule, AttributeText text) {
        if (!isKept) {
            throw fault(rule, text);
        }
    }

    private static IllegalArgumentException fault(String rule, AttributeText text) {
        return new IllegalArgumentException(rule + ", not '" + text.text() + "'");
    }
}
