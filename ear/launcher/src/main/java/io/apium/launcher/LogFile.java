package io.apium.launcher;

import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** What the process of a server writes to its console. */
record LogFile(Path path) {

    private static final int TAIL = 40;

    /** The file {@code console.log} in a folder, which is created if it does not exist. */
    static LogFile in(Path folder) throws IOException {
        return new LogFile(Files.createDirectories(folder).resolve("console.log"));
    }

    boolean contains(String text) throws IOException {
        return content().contains(text);
    }

    /** The last lines, for a message that has to explain why a server is not there. */
    String tail() throws IOException {
        List<String> lines = content().lines().toList();
        return String.join(System.lineSeparator(), lines.subList(Math.max(0, lines.size() - TAIL), lines.size()));
    }

    /** Malformed bytes are replaced: the process may have been killed in the middle of a character. */
    String content() throws IOException {
        return new String(Files.readAllBytes(path), Charset.defaultCharset());
    }
}
