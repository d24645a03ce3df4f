package io.apium.it.crash;

import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * The log of WildFly's transaction manager: a file for each transaction that was decided and is not at its end.
 *
 * @param store where it is
 */
record TransactionLog(Path store) {

    /** The folder of the files. */
    static final String ACTIONS =
            "ShadowNoFileLockStore/defaultStore/StateManager/BasicAction/TwoPhaseCoordinator/AtomicAction";

    /** What a file ends with, one of Narayana's {@code TwoPhaseOutcome}s, if a resource did not tell how it ended. */
    private static final int HEURISTIC_HAZARD = 6;

    /** {@return the transactions that recovery still has to bring to an end} */
    List<String> open() throws IOException {
        var actions = store.resolve(ACTIONS);
        var open = new ArrayList<String>();
        if (Files.exists(actions)) {
            try (var files = Files.newDirectoryStream(actions, Files::isRegularFile)) {
                for (var file : files) {
                    if (isOpen(file)) {
                        open.add(file.getFileName().toString());
                    }
                }
            }
        }
        return open;
    }

    /**
     * Two kinds of files stay for ever, and nothing is in doubt because of them. A server that dies between making a
     * file and writing to it leaves an empty one: it had not decided, and recovery, which takes the file for none,
     * rolls back what was prepared. A database that dies while it commits what nobody else takes part in does not
     * tell whether it has: its caller is told so, and an operator may delete the file.
     */
    private static boolean isOpen(Path path) throws IOException {
        try (var file = new RandomAccessFile(path.toFile(), "r")) {
            if (file.length() == 0) {
                return false;
            }
            file.seek(file.length() - Integer.BYTES);
            return file.readInt() != HEURISTIC_HAZARD;
        } catch (FileNotFoundException e) {
            return false;
        }
    }
}
