package io.apium.launcher;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.StringReader;
import java.net.HttpURLConnection;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.file.Path;
import java.util.Properties;
import org.jspecify.annotations.Nullable;

/**
 * The demo application as seen over HTTP.
 *
 * <p>It uses {@link HttpURLConnection} because {@code java.net.http.HttpClient} leaves a thread behind, for which
 * {@code exec:java} would wait.
 */
final class ConcordanceClient {

    private static final int CREATED = 201;
    private static final int OK = 200;
    private static final int TIMEOUT_MILLIS = 60_000;

    private final URI base;

    /** Names the application, such as {@code http://localhost:8080/concordance}. */
    ConcordanceClient(URI base) {
        this.base = base;
    }

    /** Begins to count the words of a folder and returns the id of the run. */
    String start(Path folder) throws IOException {
        String form = "folder=" + URLEncoder.encode(folder.toAbsolutePath().toString(), UTF_8);
        return exchange("POST", "/runs", form, CREATED).strip();
    }

    RunStatus status(String run) throws IOException {
        Properties properties = new Properties();
        properties.load(new StringReader(exchange("GET", "/runs/" + run, null, OK)));
        return RunStatus.of(properties);
    }

    String report(String run) throws IOException {
        return exchange("GET", "/runs/" + run + "/report", null, OK);
    }

    private String exchange(String method, String path, @Nullable String form, int expected) throws IOException {
        URI uri = URI.create(base + path);
        HttpURLConnection connection = (HttpURLConnection) uri.toURL().openConnection();
        connection.setRequestMethod(method);
        connection.setConnectTimeout(TIMEOUT_MILLIS);
        connection.setReadTimeout(TIMEOUT_MILLIS);
        if (form != null) {
            connection.setDoOutput(true);
            connection.setRequestProperty("Content-Type", "application/x-www-form-urlencoded");
            try (OutputStream body = connection.getOutputStream()) {
                body.write(form.getBytes(UTF_8));
            }
        }
        int status = connection.getResponseCode();
        String answer = read(status < 400 ? connection.getInputStream() : connection.getErrorStream());
        if (status != expected) {
            throw new LauncherException("%s %s was answered with %d: %s", method, uri, status, answer);
        }
        return answer;
    }

    private static String read(@Nullable InputStream body) throws IOException {
        if (body == null) {
            return "(nothing)";
        }
        try (body) {
            return new String(body.readAllBytes(), UTF_8);
        }
    }
}
