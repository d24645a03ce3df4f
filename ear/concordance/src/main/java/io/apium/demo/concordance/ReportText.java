package io.apium.demo.concordance;

import static java.util.stream.Collectors.joining;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** Lays out a {@link Report} as plain text, {@value #WIDTH} columns wide; only long paths and reasons are wider. */
final class ReportText {

    private static final int WIDTH = 80;
    private static final int TYPE_WIDTH = 16;
    private static final int TYPE_BAR_WIDTH = 20;
    private static final int WORD_WIDTH = 24;
    private static final int WORD_BAR_WIDTH = 34;
    private static final String EIGHTHS = "▏▎▍▌▋▊▉█";

    private final Report report;
    private final List<String> lines = new ArrayList<>();

    private ReportText(Report report) {
        this.report = report;
    }

    /** {@return the text of the report} */
    static String of(Report report) {
        var text = new ReportText(report);
        text.summary();
        text.types();
        text.words();
        text.problems();
        return text.lines.stream().map(line -> line.stripTrailing() + "\n").collect(joining());
    }

    private void summary() {
        lines.add("CONCORDANCE");
        lines.add("═".repeat(WIDTH));
        lines.add(printable(report.folder()));
        lines.add("");
        add("%,15d files", report.total().files());
        add("%,15d lines", report.total().lines());
        add("%,15d words", report.total().words());
        add("%,15d distinct words", report.distinctWords());
        add("%,15.1f seconds", report.elapsed().toMillis() / 1000.0);
    }

    private void types() {
        heading("TYPES");
        add("%s%8s%13s%15s%6s", fit("type", TYPE_WIDTH), "files", "lines", "words", "share");
        for (var type : report.types()) {
            row(type, bar(type.words(), report.total().words(), TYPE_BAR_WIDTH));
        }
        lines.add("─".repeat(WIDTH));
        row(report.total(), "");
    }

    private void row(TypeTotal type, String bar) {
        double percent = 100.0 * type.words() / Math.max(1, report.total().words());
        var name = fit(type.type(), TYPE_WIDTH);
        add("%s%,8d%,13d%,15d%5.0f%%  %s", name, type.files(), type.lines(), type.words(), percent, bar);
    }

    private void words() {
        heading("MOST FREQUENT WORDS");
        int rank = 0;
        for (var word : report.topWords()) {
            var bar = bar(word.count(), report.topWords().get(0).count(), WORD_BAR_WIDTH);
            add("%3d  %s%,15d  %s", ++rank, fit(word.word(), WORD_WIDTH), word.count(), bar);
        }
        if (rank == 0) {
            lines.add("none");
        }
    }

    private void problems() {
        if (report.unreadableFiles() > 0) {
            heading("FILES THAT COULD NOT BE READ");
            for (var problem : report.problems()) {
                lines.add(printable(problem.path()));
                lines.add("    " + printable(problem.reason()));
            }
            long unlisted = report.unreadableFiles() - report.problems().size();
            if (unlisted > 0) {
                add("and %,d more", unlisted);
            }
        }
    }

    private void heading(String text) {
        lines.add("");
        lines.add("");
        lines.add(text);
        lines.add("─".repeat(WIDTH));
    }

    private void add(String format, Object... values) {
        lines.add(String.format(Locale.ROOT, format, values));
    }

    /** {@return a bar whose length is known to an eighth of a column; not empty unless the part is 0} */
    private static String bar(long part, long whole, int width) {
        if (part == 0) {
            return "";
        }
        int eighths = (int) Math.max(1, Math.round(8.0 * width * part / whole));
        int rest = eighths % 8;
        return "█".repeat(eighths / 8) + (rest == 0 ? "" : EIGHTHS.substring(rest - 1, rest));
    }

    /** {@return the text in that many columns; {@code String.format} would count UTF-16 units} */
    private static String fit(String text, int width) {
        var shown = printable(text);
        int length = shown.codePointCount(0, shown.length());
        return length > width
                ? shown.substring(0, shown.offsetByCodePoints(0, width - 1)) + "…"
                : shown + " ".repeat(width - length);
    }

    /** {@return the text on one line, whatever a file's name may hold} */
    private static String printable(String text) {
        return text.replaceAll("[\\p{Cntrl}\\u2028\\u2029]", "\uFFFD");
    }
}
