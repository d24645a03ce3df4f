package io.apium.schedule;

import java.time.LocalDateTime;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;

/** A crontab as somebody writes it, and the times that are meant. */
record CrontabText(
        FieldText second, FieldText minute, FieldText hour, FieldText day, FieldText month, FieldText weekday) {

    private static final List<String> MONTHS = List.of(
            "january",
            "february",
            "march",
            "april",
            "may",
            "june",
            "july",
            "august",
            "september",
            "october",
            "november",
            "december");
    private static final List<String> WEEKDAYS =
            List.of("sunday", "monday", "tuesday", "wednesday", "thursday", "friday", "saturday");

    static Arbitrary<CrontabText> withSeconds() {
        return of(FieldText.random(0, 59, List.of()));
    }

    static Arbitrary<CrontabText> ofMinutes() {
        return of(Arbitraries.just(FieldText.ZERO));
    }

    private static Arbitrary<CrontabText> of(Arbitrary<FieldText> second) {
        return Combinators.combine(
                        second,
                        FieldText.random(0, 59, List.of()),
                        Arbitraries.oneOf(FieldText.random(0, 23, List.of()), FieldText.mostlyAll(0, 23, List.of())),
                        FieldText.mostlyAll(1, 31, List.of()),
                        FieldText.mostlyAll(1, 12, MONTHS),
                        FieldText.mostlyAll(0, 6, WEEKDAYS))
                .as(CrontabText::new)
                .filter(CrontabText::isPossible);
    }

    /** {@return whether there are such dates: looks at those of a leap year} */
    private boolean isPossible() {
        var date = LocalDateTime.of(2024, 1, 1, 0, 0);
        while (date.getYear() == 2024) {
            if (day.values().contains(date.getDayOfMonth()) && month.values().contains(date.getMonthValue())) {
                return true;
            }
            date = date.plusDays(1);
        }
        return false;
    }

    boolean matches(LocalDateTime time) {
        return second.values().contains(time.getSecond())
                && minute.values().contains(time.getMinute())
                && hour.values().contains(time.getHour())
                && day.values().contains(time.getDayOfMonth())
                && month.values().contains(time.getMonthValue())
                && weekday.values().contains(time.getDayOfWeek().getValue() % 7);
    }

    ClockWalk walk() {
        var isInEveryHour = hour.values().size() == 24;
        var isOftenInAnHour = minute.values().size() * second.values().size() > 1;
        return new ClockWalk(this::matches, !isInEveryHour, isInEveryHour || isOftenInAnHour);
    }

    /** {@return the six fields} */
    @Override
    public String toString() {
        return String.join(" ", second.text(), minute.text(), hour.text(), day.text(), month.text(), weekday.text());
    }
}
