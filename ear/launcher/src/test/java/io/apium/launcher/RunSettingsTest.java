package io.apium.launcher;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.util.Properties;
import org.junit.jupiter.api.Test;

class RunSettingsTest {

    final Properties system = new Properties();

    @Test
    void readsArguments() {
        RunSettings settings = RunSettings.of(
                new String[] {
                    "--zip=w.zip",
                    "--home=home",
                    "--scripts=a.cli, b.cli",
                    "--ear=apium.ear",
                    "--folder=texts",
                    "--port-offset=100",
                    "--jvm-options=-Xmx1g -Xss1m",
                    "--stop=true"
                },
                system);

        assertThat(settings.zip()).isAbsolute().endsWithRaw(Path.of("w.zip"));
        assertThat(settings.scripts()).containsExactly(Path.of("a.cli"), Path.of("b.cli"));
        assertThat(settings.archive()).endsWithRaw(Path.of("apium.ear"));
        assertThat(settings.folder()).isAbsolute().endsWithRaw(Path.of("texts"));
        assertThat(settings.server().portOffset()).isEqualTo(100);
        assertThat(settings.server().jvmOptions()).containsExactly("-Xmx1g", "-Xss1m");
        assertThat(settings.stopAfterReport()).isTrue();
    }

    @Test
    void argumentsWinOverSystemProperties() {
        completeSystemProperties();
        system.setProperty("apium.port-offset", "200");

        assertThat(RunSettings.of(new String[0], system).server().portOffset()).isEqualTo(200);
        assertThat(RunSettings.of(new String[] {"--port-offset=300"}, system)
                        .server()
                        .portOffset())
                .isEqualTo(300);
    }

    @Test
    void staysOnTheUsualPortsByDefault() {
        completeSystemProperties();

        RunSettings settings = RunSettings.of(new String[0], system);

        assertThat(settings.stopAfterReport()).isFalse();
        assertThat(settings.scripts()).isEmpty();
        assertThat(settings.server()).isEqualTo(ServerOptions.defaults());
    }

    @Test
    void knowsTheServerByItsName() {
        completeSystemProperties();

        assertThat(RunSettings.of(new String[0], system).kind()).isEqualTo(ServerKind.WILDFLY);
        assertThat(RunSettings.of(new String[] {"--server=payara"}, system).kind())
                .isEqualTo(ServerKind.PAYARA);
    }

    @Test
    void namesAllFaultsAtOnce() {
        assertThatThrownBy(() -> RunSettings.of(
                        new String[] {"--server=tomcat", "--zip=w.zip", "--port-offset=many", "stop"}, system))
                .isInstanceOf(LauncherException.class)
                .hasMessageContaining("-Dapium.home=...")
                .hasMessageContaining("-Dapium.ear=...")
                .hasMessageContaining("-Dapium.folder=...")
                .hasMessageContaining("the server tomcat is neither wildfly nor payara")
                .hasMessageContaining("port offset many")
                .hasMessageContaining("stop is not of the form --name=value");
    }

    private void completeSystemProperties() {
        system.setProperty("apium.zip", "w.zip");
        system.setProperty("apium.home", "home");
        system.setProperty("apium.ear", "apium.ear");
        system.setProperty("apium.folder", "texts");
    }
}
