package io.apium.it.crash;

import io.apium.it.crash.Audit.Findings;
import io.apium.it.crash.Witness.Silence;
import io.apium.it.crash.app.Kind;
import java.io.IOException;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.function.ToDoubleFunction;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Tells what happens, on the console and in a file, as tables in Markdown. */
final class Report {

    private static final int MOST_FAULTS = 50;

    private final PrintStream out;
    private final Path file;
    private final List<Line> lines = new ArrayList<>();

    private record Line(Blow blow, double up, double doubt, double lastTask, double quiet) {}

    Report(PrintStream out, Path file) throws IOException {
        this.out = out;
        this.file = file;
        Files.createDirectories(Objects.requireNonNull(file.getParent()));
        Files.deleteIfExists(file);
    }

    void begin(Settings settings) {
        print("%s, mode %s, %d kills, seed %d"
                .formatted(settings.server().title(), settings.mode(), settings.kills(), settings.seed()));
        print("");
        print("Seconds are counted from the restart.");
        print("");
        print("| # | struck | where | up | in doubt until | last task | quiet | tasks | lost | doubled | in doubt |");
        print("|--:|---|---|--:|--:|--:|--:|--:|--:|--:|--:|");
    }

    /** Tells of one blow, and what was found afterwards. */
    void add(Blow blow, @Nullable Instant lastTask, Silence silence, Findings findings) {
        var line = new Line(
                blow,
                seconds(blow, blow.up()),
                seconds(blow, silence.inDoubtUntil()),
                lastTask == null ? 0 : seconds(blow, lastTask),
                seconds(blow, silence.at()));
        lines.add(line);
        print("| %d | %s | %s | %.1f | %.1f | %.1f | %.1f | %d | %d | %d | %d |"
                .formatted(
                        kills(),
                        blow.victim(),
                        blow.where(),
                        line.up(),
                        line.doubt(),
                        line.lastTask(),
                        line.quiet(),
                        findings.tasks().size(),
                        count(findings, Fault.What.LOST),
                        count(findings, Fault.What.DOUBLED),
                        count(findings, Fault.What.IN_DOUBT)));
    }

    int kills() {
        return lines.stream().mapToInt(line -> line.blow().kills()).sum();
    }

    /** Tells what was found in the end. */
    void end(Findings findings) {
        print("");
        print("| kind | sent | SUCCESS | FAILURE | no result | rows | children | runs |");
        print("|---|--:|--:|--:|--:|--:|--:|--:|");
        for (var kind : Kind.values()) {
            var tasks = findings.tasks().stream()
                    .filter(task -> task.kind() == kind)
                    .toList();
            print("| %s | %d | %d | %d | %d | %d | %d | %d |"
                    .formatted(
                            kind,
                            tasks.size(),
                            tasks.stream()
                                    .filter(task -> "SUCCESS".equals(task.state()))
                                    .count(),
                            tasks.stream()
                                    .filter(task -> "FAILURE".equals(task.state()))
                                    .count(),
                            tasks.stream().filter(task -> task.state() == null).count(),
                            tasks.stream().mapToInt(Evidence::work).sum(),
                            tasks.stream().mapToInt(Evidence::children).sum(),
                            tasks.stream().mapToInt(Evidence::runs).sum()));
        }
        print("");
        print("| where | hit |");
        print("|---|--:|");
        hits().forEach((where, hits) -> print("| %s | %d |".formatted(where, hits)));
        print("");
        print("Quiet after the restart: " + spread(Line::quiet));
        print("Quiet after it was up: " + spread(line -> line.quiet() - line.up()));
        print("Last task after it was up: " + spread(line -> Math.max(0, line.lastTask() - line.up())));
        print("In doubt after it was up: " + spread(line -> Math.max(0, line.doubt() - line.up())));
        print("");
        for (var what : Fault.What.values()) {
            print("%s: %d".formatted(what.name().toLowerCase(Locale.ROOT).replace('_', ' '), count(findings, what)));
        }
        findings.faults().stream().limit(MOST_FAULTS).forEach(fault -> print("- " + fault));
    }

    private Map<String, Integer> hits() {
        return lines.stream()
                .collect(Collectors.toMap(line -> line.blow().where(), line -> 1, Integer::sum, TreeMap::new));
    }

    private String spread(ToDoubleFunction<Line> value) {
        var sorted = lines.stream().mapToDouble(value).sorted().toArray();
        return "median %.1f s, longest %.1f s".formatted(sorted[sorted.length / 2], sorted[sorted.length - 1]);
    }

    private static long count(Findings findings, Fault.What what) {
        return findings.faults().stream().filter(fault -> fault.what() == what).count();
    }

    private static double seconds(Blow blow, Instant at) {
        return Math.max(0, Duration.between(blow.restart(), at).toMillis() / 1000.0);
    }

    private void print(String line) {
        out.println(line);
        try {
            Files.writeString(file, line + "\n", StandardOpenOption.CREATE, StandardOpenOption.APPEND);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
