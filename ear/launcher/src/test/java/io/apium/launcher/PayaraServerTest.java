package io.apium.launcher;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** With {@link FakeServer} in the place of Payara. */
class PayaraServerTest {

    static final Duration TIMEOUT = Duration.ofSeconds(30);

    static final String STARTED = "Payara Server startup time : Felix (1ms), startup services(1ms), total(2ms)";

    @TempDir
    Path home;

    @Test
    void isReadyWhenItHasLoadedWhatIsDeployed() throws Exception {
        try (PayaraServer server = start(STARTED, "Loading application shop done in 1,234 ms")) {
            server.awaitReadiness(TIMEOUT);

            assertThat(server.isRunning()).isTrue();
            assertThat(server.baseUri()).hasToString("http://localhost:8180");
            server.kill();
        }
    }

    @Test
    void isNotReadyBefore() throws Exception {
        try (PayaraServer server = start(STARTED)) {
            assertThatThrownBy(() -> server.awaitReadiness(Duration.ofMillis(1)))
                    .isInstanceOf(LauncherException.class)
                    .hasMessageContaining("Payara did not start")
                    .hasMessageContaining("not up after");
            assertThat(server.isRunning()).isFalse();
        }
    }

    @Test
    void isNotLeftRunningIfItCannotLoadWhatIsDeployed() throws Exception {
        try (PayaraServer server = start(STARTED, "Exception while loading the app : no queue")) {
            assertThatThrownBy(() -> server.awaitReadiness(TIMEOUT)).hasMessageContaining("no queue");
            assertThat(server.isRunning()).isFalse();
        }
    }

    private PayaraServer start(String... says) throws IOException {
        LogFile log = new LogFile(home.resolve("console.log"));
        ServerPorts ports = new ServerPorts(ServerKind.PAYARA, 100);
        return new PayaraServer(
                new AsAdmin(home, ports.management()),
                List.of("Loading application shop done in"),
                ports,
                FakeServer.start(log.path().toFile(), says),
                log);
    }
}
