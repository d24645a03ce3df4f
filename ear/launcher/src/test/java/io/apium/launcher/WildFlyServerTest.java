package io.apium.launcher;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.File;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** With {@link FakeServer} in the place of WildFly. */
class WildFlyServerTest {

    static final Duration TIMEOUT = Duration.ofSeconds(30);

    @TempDir
    Path home;

    @Test
    void isReadyWhenTheServerSaysSo() throws Exception {
        try (WildFlyServer server = start("WFLYSRV0025: started")) {
            server.awaitReadiness(TIMEOUT);

            assertThat(server.isRunning()).isTrue();
            assertThat(server.baseUri()).hasToString("http://localhost:8180");
            server.kill();
        }
    }

    @Test
    @DisabledOnOs(value = OS.WINDOWS, disabledReason = "WildFly's CLI is asked there, and the fake has none")
    void stopsCleanly() throws Exception {
        try (WildFlyServer server = start("WFLYSRV0025: started")) {
            server.awaitReadiness(TIMEOUT);

            assertThat(server.stop()).isTrue();
            assertThat(server.isRunning()).isFalse();
        }
    }

    @Test
    void isGoneWhenKilled() throws Exception {
        try (WildFlyServer server = start("WFLYSRV0025: started")) {
            server.awaitReadiness(TIMEOUT);

            server.kill();

            assertThat(server.isRunning()).isFalse();
            assertThat(server.awaitExit(Duration.ZERO)).isTrue();
        }
    }

    @Test
    void aServerThatExitsEarlyIsExplainedByItsLog() throws Exception {
        try (WildFlyServer server = start("cannot read the configuration", "exit")) {
            assertThatThrownBy(() -> server.awaitReadiness(TIMEOUT))
                    .isInstanceOf(LauncherException.class)
                    .hasMessageContaining("exited with code 3")
                    .hasMessageContaining("cannot read the configuration");
        }
    }

    @Test
    void aServerThatReportsErrorsIsNotLeftRunning() throws Exception {
        try (WildFlyServer server = start("a service failed", "WFLYSRV0026: started (with errors)")) {
            assertThatThrownBy(() -> server.awaitReadiness(TIMEOUT)).hasMessageContaining("a service failed");
            assertThat(server.isRunning()).isFalse();
        }
    }

    @Test
    void aServerThatIsTooSlowIsNotLeftRunning() throws Exception {
        try (WildFlyServer server = start("still starting")) {
            assertThatThrownBy(() -> server.awaitReadiness(Duration.ofMillis(1)))
                    .hasMessageContaining("not up after");
            assertThat(server.isRunning()).isFalse();
        }
    }

    private WildFlyServer start(String... says) throws IOException {
        File log = home.resolve("console.log").toFile();
        Process process = FakeServer.start(log, says);
        return new WildFlyServer(
                new WildFlyInstallation(home),
                new ServerPorts(ServerKind.WILDFLY, 100),
                process,
                new LogFile(log.toPath()));
    }
}
