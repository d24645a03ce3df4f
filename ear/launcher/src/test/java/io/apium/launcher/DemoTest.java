package io.apium.launcher;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

class DemoTest {

    static final Path FOLDER = Path.of("texts of Müller").toAbsolutePath();

    final ByteArrayOutputStream printed = new ByteArrayOutputStream();
    final PrintStream out = new PrintStream(printed, false, UTF_8);

    @Test
    void printsTheReportWhenTheRunIsDone() throws Exception {
        try (FakeConcordance concordance = new FakeConcordance(
                "state=RUNNING\ndone=0\ntotal=0\nfailed=0",
                "state=RUNNING\ndone=3\ntotal=9\nfailed=0",
                "#comment\nstate=DONE\ndone=9\ntotal=9\nfailed=0")) {
            demo(concordance.uri(), duration -> false).count(FOLDER);

            assertThat(concordance.forms).containsExactly("folder=" + URLEncoder.encode(FOLDER.toString(), UTF_8));
            assertThat(printed.toString(UTF_8)).contains("9 of 9 done").contains("façade 7");
        }
    }

    @Test
    void aFailedRunFails() throws Exception {
        try (FakeConcordance concordance = new FakeConcordance("state=FAILED\ndone=5\ntotal=9\nfailed=4")) {
            Demo demo = demo(concordance.uri(), duration -> false);

            assertThatThrownBy(() -> demo.count(FOLDER))
                    .isInstanceOf(LauncherException.class)
                    .hasMessage("Run 42 has failed: 5 of 9 done, 4 failed.");
        }
    }

    @Test
    void doesNotWaitForAServerThatHasEnded() throws Exception {
        try (FakeConcordance concordance = new FakeConcordance("state=RUNNING")) {
            Demo demo = demo(concordance.uri(), duration -> true);

            assertThatThrownBy(() -> demo.count(FOLDER)).hasMessageContaining("The server has ended");
        }
    }

    @Test
    void anUnexpectedAnswerIsQuoted() throws Exception {
        try (FakeConcordance concordance = new FakeConcordance()) {
            Demo demo = demo(concordance.uri().resolve("/other"), duration -> false);

            assertThatThrownBy(() -> demo.count(FOLDER))
                    .isInstanceOf(LauncherException.class)
                    .hasMessageContaining("POST")
                    .hasMessageContaining("404")
                    .hasMessageContaining("nothing here");
        }
    }

    private Demo demo(URI uri, Demo.Pause pause) {
        return new Demo(new ConcordanceClient(uri), new Progress(out, true, System::nanoTime), pause, out);
    }
}
