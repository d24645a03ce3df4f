package io.apium.schedule;

import java.time.LocalTime;
import java.util.List;
import java.util.stream.Collectors;

/** A crontab in English. */
record CrontabWords(Days days, Times times) {

    private static final int MOST_TIMES = 4;

    @Override
    public String toString() {
        if (!times.areInEveryHour() && times.size() <= MOST_TIMES) {
            return dates() + " at " + list(times.all().map(LocalTime::toString).toList());
        }
        return rhythm() + (days.areAll() ? "" : ", " + dates());
    }

    private String dates() {
        var month = inMonths();
        if (days.daysOfMonth().isAll()) {
            return "every " + dayOfWeek() + (month.isEmpty() ? "" : " in " + month);
        }
        var day = "day " + list(days.daysOfMonth()) + " of " + (month.isEmpty() ? "every month" : month);
        return days.daysOfWeek().isAll() ? "on " + day : "every " + dayOfWeek() + " that is " + day;
    }

    private String dayOfWeek() {
        return days.daysOfWeek().isAll()
                ? "day"
                : days.daysOfWeek().toString().equals("mon-fri") ? "weekday" : list(days.daysOfWeek());
    }

    private String inMonths() {
        return days.months().isAll() ? "" : list(days.months());
    }

    private String rhythm() {
        var hours = times.hours();
        if (times.seconds().isOnly(0) && times.minutes().isOnly(0) && isEvery(hours)) {
            return every(hours);
        }
        var rhythm = times.seconds().isOnly(0)
                ? within(times.minutes())
                : within(times.seconds()) + (times.minutes().isAll() ? "" : " " + in(times.minutes()));
        if (hours.isAll()) {
            return isEvery(times.seconds()) || isEvery(times.minutes()) ? rhythm : rhythm + " of every hour";
        }
        var runs = hours.runs();
        return rhythm
                + (runs.size() == 1
                        ? " from " + LocalTime.of(runs.get(0).start(), 0) + " to "
                                + LocalTime.of(hours.last(runs.get(0)), 59)
                        : " " + in(hours));
    }

    private static String within(FieldSet set) {
        return isEvery(set) ? every(set) : "at " + set.field() + " " + list(set);
    }

    private static String in(FieldSet set) {
        return "in " + set.field() + " " + list(set);
    }

    private static boolean isEvery(FieldSet set) {
        return set.isAll() || set.step().isPresent();
    }

    private static String every(FieldSet set) {
        return set.isAll() ? "every " + set.field() : "every " + set.step().getAsInt() + " " + set.field() + "s";
    }

    private static String list(FieldSet set) {
        return list(set.runs().stream()
                .map(run -> set.field().name(run.start())
                        + (run.length() == 1
                                ? ""
                                : (run.length() == 2 ? " and " : " to ")
                                        + set.field().name(set.last(run))))
                .toList());
    }

    private static String list(List<String> words) {
        var last = words.size() - 1;
        return last == 0
                ? words.get(0)
                : words.stream().limit(last).collect(Collectors.joining(", ")) + " and " + words.get(last);
    }
}
