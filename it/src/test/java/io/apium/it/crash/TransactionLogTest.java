package io.apium.it.crash;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The audit knows which files of a transaction log tell of something in doubt. */
class TransactionLogTest {

    private static final int FINISH_OK = 7;
    private static final int HEURISTIC_ROLLBACK = 3;
    private static final int HEURISTIC_HAZARD = 6;

    @TempDir
    Path store;

    private Path actions;

    @BeforeEach
    void makeTheFolder() throws IOException {
        actions = Files.createDirectories(store.resolve(TransactionLog.ACTIONS));
    }

    @Test
    void isEmptyBeforeTheFirstTransaction() throws IOException {
        Files.delete(actions);

        assertThat(new TransactionLog(store).open()).isEmpty();
    }

    @Test
    void holdsWhatWasDecided() throws IOException {
        write("decided", FINISH_OK);
        write("mixed", HEURISTIC_ROLLBACK);

        assertThat(new TransactionLog(store).open()).containsExactlyInAnyOrder("decided", "mixed");
    }

    @Test
    void takesAnEmptyFileForNone() throws IOException {
        Files.createFile(actions.resolve("empty"));

        assertThat(new TransactionLog(store).open()).isEmpty();
    }

    @Test
    void holdsNothingThatOnlyTheDatabaseKnows() throws IOException {
        write("hazard", HEURISTIC_HAZARD);

        assertThat(new TransactionLog(store).open()).isEmpty();
    }

    private void write(String name, int outcome) throws IOException {
        var content = ByteBuffer.allocate(400).putInt(396, outcome);
        Files.write(actions.resolve(name), content.array());
    }
}
