package io.apium.bench;

import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.function.Predicate;
import java.util.function.ToDoubleFunction;
import java.util.stream.Collectors;

/**
 * The table.
 *
 * @param measurements what was measured
 */
record Report(List<Measurement> measurements) {

    private static final String HEAD = """
            | scenario | sessions | side | n | tasks/s (median) | of the bare one | least – most | p50 / p95 / p99 ms | CPU ms/task: server | PostgreSQL | statements/task | WAL syncs/task | messages/task | resident MiB | other CPUs |
            |---|---|---|---|---|---|---|---|---|---|---|---|---|---|---|
            """;

    /** Of all runs that differ in nothing but the time. */
    private record Row(Scenario scenario, int sessions, Side side, int n) {

        static final Comparator<Row> ORDER = Comparator.comparing(Row::scenario)
                .thenComparing(Row::sessions)
                .thenComparing(Row::side)
                .thenComparing(Row::n);

        static Row of(Measurement measurement) {
            return new Row(measurement.scenario(), measurement.sessions(), measurement.side(), measurement.n());
        }

        boolean isCeilingOf(Row other) {
            return scenario == other.scenario && sessions == other.sessions && side == other.side.ceiling();
        }
    }

    @Override
    public String toString() {
        return measurements.stream()
                .map(Row::of)
                .distinct()
                .sorted(Row.ORDER)
                .map(this::line)
                .collect(Collectors.joining("", HEAD, ""));
    }

    private String line(Row row) {
        var rates = sorted(row::equals, Measurement::rate);
        var ceiling = median(sorted(other -> other.isCeilingOf(row), Measurement::rate));
        return String.format(
                Locale.ROOT,
                "| %s %s | %d | %s | %,d | %,.0f | %s | %,.0f – %,.0f | %s | %.3f | %.3f | %.2f | %.3f | %.2f | %.0f | %.2f |%n",
                row.scenario(),
                row.scenario().title(),
                row.sessions(),
                row.side().title(),
                row.n(),
                median(rates),
                ceiling == 0 ? "" : String.format(Locale.ROOT, "%.0f %%", 100 * median(rates) / ceiling),
                rates[0],
                rates[rates.length - 1],
                latencies(row),
                of(row, Measurement::serverCpu),
                of(row, Measurement::postgresCpu),
                of(row, Measurement::statements),
                of(row, Measurement::walSyncs),
                of(row, Measurement::messages),
                of(row, Measurement::resident),
                of(row, Measurement::otherCpu));
    }

    private String latencies(Row row) {
        return of(row, Measurement::p99) == 0
                ? ""
                : String.format(
                        Locale.ROOT,
                        "%.1f / %.1f / %.1f",
                        of(row, Measurement::p50),
                        of(row, Measurement::p95),
                        of(row, Measurement::p99));
    }

    private double of(Row row, ToDoubleFunction<Measurement> value) {
        return median(sorted(row::equals, value));
    }

    private double[] sorted(Predicate<Row> rows, ToDoubleFunction<Measurement> value) {
        return measurements.stream()
                .filter(measurement -> rows.test(Row.of(measurement)))
                .mapToDouble(value)
                .sorted()
                .toArray();
    }

    private static double median(double[] sorted) {
        return sorted.length == 0 ? 0 : (sorted[(sorted.length - 1) / 2] + sorted[sorted.length / 2]) / 2;
    }
}
