package io.apium.schedule;

import java.time.LocalDate;
import java.time.Month;
import java.time.YearMonth;
import java.util.Optional;

/** The dates on which a crontab is due: those of which the day, the month and the day of the week match. */
record Days(FieldSet daysOfMonth, FieldSet months, FieldSet daysOfWeek) {

    Days {
        var longest = months.values().map(month -> Month.of(month).maxLength()).max();
        if (daysOfMonth.first() > longest.orElseThrow()) {
            throw new IllegalArgumentException("day_of_month " + daysOfMonth + " does not exist in month_of_year "
                    + months + "; it would never be due");
        }
    }

    /** {@return the first of them that is not before the given one, if it is before the end of calculation} */
    Optional<LocalDate> ceiling(LocalDate date) {
        var first = date.getDayOfMonth();
        for (var month = YearMonth.from(date); month.getYear() <= Horizon.LAST_YEAR; month = month.plusMonths(1)) {
            var found = months.contains(month.getMonthValue()) ? ceiling(month, first) : Optional.<LocalDate>empty();
            if (found.isPresent()) {
                return found;
            }
            first = 1;
        }
        return Optional.empty();
    }

    private Optional<LocalDate> ceiling(YearMonth month, int first) {
        for (int day = daysOfMonth.ceiling(first); month.isValidDay(day); day = daysOfMonth.ceiling(day + 1)) {
            var date = month.atDay(day);
            if (daysOfWeek.contains(date.getDayOfWeek().getValue() % 7)) {
                return Optional.of(date);
            }
        }
        return Optional.empty();
    }

    boolean areAll() {
        return daysOfMonth.isAll() && months.isAll() && daysOfWeek.isAll();
    }
}
