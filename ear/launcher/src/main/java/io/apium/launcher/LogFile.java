package io.apium.launcher;

import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** What a process of WildFly writes to its console. */
record LogFile(Path path) {

    private static final int TAIL = 40;

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
