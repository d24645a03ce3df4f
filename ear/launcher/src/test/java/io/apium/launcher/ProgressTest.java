package io.apium.launcher;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.apium.launcher.RunStatus.State;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class ProgressTest {

    final AtomicLong nanoTime = new AtomicLong();
    final ByteArrayOutputStream printed = new ByteArrayOutputStream();
    final PrintStream out = new PrintStream(printed, false, UTF_8);

    @Test
    void drawsOneLineAgainAndAgainOnATerminal() {
        Progress progress = new Progress(out, true, nanoTime::get);

        progress.show(new RunStatus(State.RUNNING, 1, 2000, 0));
        progress.end(new RunStatus(State.DONE, 2000, 2000, 3));

        assertThat(printed.toString(UTF_8))
                .startsWith("\r  1 of 2,000 done \r  2,000 of 2,000 done, 3 failed ")
                .endsWith(System.lineSeparator());
    }

    @Test
    void printsALineEveryFewSecondsElsewhere() {
        Progress progress = new Progress(out, false, nanoTime::get);

        progress.show(new RunStatus(State.RUNNING, 1, 10, 0));
        nanoTime.addAndGet(Duration.ofSeconds(5).toNanos());
        progress.show(new RunStatus(State.RUNNING, 2, 10, 0));
        progress.show(new RunStatus(State.RUNNING, 3, 10, 0));
        progress.end(new RunStatus(State.DONE, 10, 10, 0));

        assertThat(printed.toString(UTF_8).lines()).containsExactly("  2 of 10 done ", "  10 of 10 done ");
    }
}
