package io.apium.launcher;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Path;
import java.time.Duration;

/** Has the words of a folder counted by the concordance application and prints the report. */
final class Demo {

    private static final Duration BETWEEN_LOOKS = Duration.ofMillis(250);

    /** Waits for the next look at the run. */
    @FunctionalInterface
    interface Pause {

        /** Returns true if the server has ended meanwhile, so that nobody is left to ask. */
        boolean endedWithin(Duration duration) throws InterruptedException;
    }

    private final ConcordanceClient concordance;
    private final Progress progress;
    private final Pause pause;
    private final PrintStream out;

    Demo(ConcordanceClient concordance, Progress progress, Pause pause, PrintStream out) {
        this.concordance = concordance;
        this.progress = progress;
        this.pause = pause;
        this.out = out;
    }

    /** Returns when the report is printed; a run that fails is a {@link LauncherException}. */
    void count(Path folder) throws IOException, InterruptedException {
        out.println("Counting the words in " + folder);
        String run = concordance.start(folder);
        RunStatus status = concordance.status(run);
        while (status.isRunning()) {
            progress.show(status);
            if (pause.endedWithin(BETWEEN_LOOKS)) {
                throw new LauncherException("The server has ended while run %s was going on.", run);
            }
            status = concordance.status(run);
        }
        progress.end(status);
        if (status.state() == RunStatus.State.FAILED) {
            throw new LauncherException(
                    "Run %s has failed: %d of %d done, %d failed.",
                    run, status.done(), status.total(), status.failed());
        }
        out.println();
        out.println(concordance.report(run).stripTrailing());
    }
}
