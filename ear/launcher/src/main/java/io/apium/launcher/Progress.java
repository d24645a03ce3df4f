package io.apium.launcher;

import java.io.PrintStream;
import java.time.Duration;
import java.util.Locale;
import java.util.function.LongSupplier;

/** Shows a run's progress: on a terminal one line that is drawn again and again, elsewhere a line now and then. */
final class Progress {

    private static final Duration BETWEEN_LINES = Duration.ofSeconds(5);

    private final PrintStream out;
    private final boolean terminal;
    private final LongSupplier nanoTime;
    private long lastLine;

    Progress(PrintStream out, boolean terminal, LongSupplier nanoTime) {
        this.out = out;
        this.terminal = terminal;
        this.nanoTime = nanoTime;
        this.lastLine = nanoTime.getAsLong();
    }

    void show(RunStatus status) {
        if (terminal) {
            out.print("\r" + line(status));
            out.flush();
        } else if (nanoTime.getAsLong() - lastLine >= BETWEEN_LINES.toNanos()) {
            lastLine = nanoTime.getAsLong();
            out.println(line(status));
        }
    }

    /** Shows the last state and leaves the line. */
    void end(RunStatus status) {
        out.println((terminal ? "\r" : "") + line(status));
    }

    /** Counts only grow, so a line covers the one before; the trailing space parts it from the cursor. */
    private static String line(RunStatus status) {
        String failed = status.failed() == 0 ? "" : String.format(Locale.ROOT, ", %,d failed", status.failed());
        return String.format(Locale.ROOT, "  %,d of %,d done%s ", status.done(), status.total(), failed);
    }
}
