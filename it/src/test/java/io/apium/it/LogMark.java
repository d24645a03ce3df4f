package io.apium.it;

import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.time.Duration;

/**
 * A place in the server's log, so that what an earlier test or an earlier run has left there proves nothing.
 *
 * @param length of the log before that place
 */
record LogMark(long length) {

    private static final Duration PATIENCE = Duration.ofSeconds(60);

    /** {@return the place where the log ends now} */
    static LogMark atEnd() {
        try {
            return new LogMark(Files.size(TestServer.current().log()));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** {@return what has been logged since, once that text has} */
    String awaitText(String text) {
        return await().atMost(PATIENCE).until(this::since, log -> log.contains(text));
    }

    private String since() throws IOException {
        try (var log = Files.newInputStream(TestServer.current().log())) {
            log.skipNBytes(length);
            return new String(log.readAllBytes(), StandardCharsets.UTF_8);
        }
    }
}
