package io.apium.launcher;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DeploymentScannerTest {

    static final Duration TIMEOUT = Duration.ofSeconds(1);

    @TempDir
    Path directory;

    Path folder;
    Path archive;

    @BeforeEach
    void prepare() throws IOException {
        folder = Files.createDirectory(directory.resolve("deployments"));
        archive = Files.writeString(directory.resolve("demo.war"), "first version");
    }

    @Test
    void deploysWhatTheServerAccepts() throws Exception {
        scanner(this::accept).deploy(archive, TIMEOUT);

        assertThat(folder.resolve("demo.war")).hasContent("first version");
        assertThat(folder.resolve("demo.war.deployed")).exists();
    }

    @Test
    void replacesAnArchiveOfTheSameName() throws Exception {
        scanner(this::accept).deploy(archive, TIMEOUT);
        Files.writeString(archive, "second version");

        scanner(this::accept).deploy(archive, TIMEOUT);

        assertThat(folder.resolve("demo.war")).hasContent("second version");
    }

    @Test
    void tellsWhyTheServerRefuses() {
        assertThatThrownBy(() -> scanner(this::refuse).deploy(archive, TIMEOUT))
                .isInstanceOf(DeploymentFailedException.class)
                .hasMessageContaining("demo.war")
                .hasMessageContaining("a missing queue");
        assertThat(folder).isEmptyDirectory();
    }

    @Test
    void givesUpOnASilentServer() {
        assertThatThrownBy(() -> scanner(() -> {}).deploy(archive, TIMEOUT))
                .isInstanceOf(LauncherException.class)
                .hasMessageContaining("demo.war")
                .hasMessageContaining("1 s");
    }

    @Test
    void undeploysAndRemovesTheArchive() throws Exception {
        scanner(this::accept).deploy(archive, TIMEOUT);

        scanner(this::accept).undeploy("demo.war", TIMEOUT);

        assertThat(folder).isEmptyDirectory();
    }

    @Test
    void cannotUndeployWhatIsNotDeployed() {
        assertThatThrownBy(() -> scanner(this::accept).undeploy("demo.war", TIMEOUT))
                .hasMessage("demo.war is not deployed.");
    }

    /** The server gets one turn, then the time is over. */
    private DeploymentScanner scanner(ServerTurn server) {
        return new DeploymentScanner(folder, (condition, timeout) -> {
            server.take();
            return condition.holds();
        });
    }

    private void accept() throws IOException {
        if (Files.deleteIfExists(folder.resolve("demo.war.dodeploy"))) {
            Files.createFile(folder.resolve("demo.war.deployed"));
        } else if (!Files.exists(folder.resolve("demo.war.deployed"))) {
            Files.createFile(folder.resolve("demo.war.undeployed"));
        }
    }

    private void refuse() throws IOException {
        Files.delete(folder.resolve("demo.war.dodeploy"));
        Files.writeString(folder.resolve("demo.war.failed"), "a missing queue");
    }

    private interface ServerTurn {

        void take() throws IOException;
    }
}
