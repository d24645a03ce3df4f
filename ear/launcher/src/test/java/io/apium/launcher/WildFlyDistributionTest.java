package io.apium.launcher;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class WildFlyDistributionTest {

    @TempDir
    Path directory;

    final List<Path> applied = new ArrayList<>();

    Path home;
    Path queues;
    Path databases;
    WildFlyDistribution distribution;

    @BeforeEach
    void prepare() throws IOException {
        home = directory.resolve("home");
        queues = Files.writeString(directory.resolve("queues.cli"), "add queue");
        databases = Files.writeString(directory.resolve("databases.cli"), "add data source");
        distribution = new WildFlyDistribution(zip("wildfly-1.zip"), (where, script) -> applied.add(script));
    }

    @Test
    void unpacksAndAppliesTheScriptsInOrder() throws Exception {
        ServerInstallation installation = distribution.provision(home, List.of(queues, databases));

        assertThat(installation.home()).isEqualTo(home);
        assertThat(home.resolve("bin/standalone.sh")).isExecutable();
        assertThat(applied).containsExactly(queues, databases);
    }

    @Test
    void doesNothingTheSecondTime() throws Exception {
        distribution.provision(home, List.of(queues));
        Path data = Files.writeString(home.resolve("data"), "stored by the server");

        distribution.provision(home, List.of(queues));

        assertThat(data).exists();
        assertThat(applied).containsExactly(queues);
    }

    @Test
    void knowsWhatItHasProvisioned() throws Exception {
        assertThat(distribution.isProvisioned(home, List.of(queues))).isFalse();

        distribution.provision(home, List.of(queues));

        assertThat(distribution.isProvisioned(home, List.of(queues))).isTrue();
        assertThat(distribution.isProvisioned(home, List.of(queues, databases))).isFalse();
    }

    @Test
    void rebuildsTheHomeWhenAScriptHasChanged() throws Exception {
        distribution.provision(home, List.of(queues));
        Path data = Files.writeString(home.resolve("data"), "stored by the server");
        Files.writeString(queues, "add another queue");

        distribution.provision(home, List.of(queues));

        assertThat(data).doesNotExist();
        assertThat(home.resolve("bin/standalone.sh")).exists();
        assertThat(applied).hasSize(2);
    }

    @Test
    void rebuildsTheHomeForAnotherZip() throws Exception {
        distribution.provision(home, List.of());
        Path data = Files.writeString(home.resolve("data"), "stored by the server");

        new WildFlyDistribution(zip("wildfly-2.zip")).provision(home, List.of());

        assertThat(data).doesNotExist();
    }

    @Test
    void rebuildsAHomeWhoseScriptFailed() throws Exception {
        WildFlyDistribution failing = new WildFlyDistribution(zip("wildfly-1.zip"), (where, script) -> {
            throw new LauncherException("no such operation");
        });
        assertThatThrownBy(() -> failing.provision(home, List.of(queues))).hasMessage("no such operation");

        distribution.provision(home, List.of(queues));

        assertThat(applied).containsExactly(queues);
        assertThat(distribution.isProvisioned(home, List.of(queues))).isTrue();
    }

    @Test
    void leavesADirectoryAloneThatItHasNotProvisioned() throws IOException {
        Path thesis = Files.writeString(Files.createDirectory(home).resolve("thesis.txt"), "years of work");

        assertThatThrownBy(() -> distribution.provision(home, List.of()))
                .isInstanceOf(LauncherException.class)
                .hasMessageContaining(home.toString());
        assertThat(thesis).hasContent("years of work");
    }

    private Path zip(String name) throws IOException {
        return Zips.write(directory.resolve(name), "wildfly/", "wildfly/bin/", "wildfly/bin/standalone.sh");
    }
}
