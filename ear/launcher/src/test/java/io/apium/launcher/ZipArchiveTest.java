package io.apium.launcher;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ZipArchiveTest {

    @TempDir
    Path directory;

    Path target;

    @BeforeEach
    void createTarget() throws IOException {
        target = Files.createDirectory(directory.resolve("target"));
    }

    @Test
    void unpacksWithoutTheTopFolder() throws IOException {
        zip("top/", "top/readme", "top/bin/", "top/bin/run.sh", "top/deep/er/file")
                .unpackInto(target);

        assertThat(target.resolve("readme")).hasContent("top/readme");
        assertThat(target.resolve("bin/run.sh")).hasContent("top/bin/run.sh");
        assertThat(target.resolve("deep/er/file")).hasContent("top/deep/er/file");
    }

    @Test
    void keepsEmptyFolders() throws IOException {
        zip("top/", "top/standalone/deployments/").unpackInto(target);

        assertThat(target.resolve("standalone/deployments")).isEmptyDirectory();
    }

    @Test
    void refusesEntriesThatLeaveTheTarget() throws IOException {
        ZipArchive zip = zip("top/../../evil");

        assertThatThrownBy(() -> zip.unpackInto(target))
                .isInstanceOf(LauncherException.class)
                .hasMessageContaining("top/../../evil");
        assertThat(directory.resolve("evil")).doesNotExist();
    }

    @Test
    void refusesEntriesOutsideATopFolder() throws IOException {
        ZipArchive zip = zip("readme");

        assertThatThrownBy(() -> zip.unpackInto(target))
                .hasMessageContaining("readme")
                .hasMessageContaining("top folder");
    }

    private ZipArchive zip(String... entries) throws IOException {
        return new ZipArchive(Zips.write(directory.resolve("dist.zip"), entries));
    }
}
