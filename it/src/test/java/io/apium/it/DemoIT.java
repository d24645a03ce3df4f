package io.apium.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.apium.launcher.Server;
import io.apium.launcher.ServerInstallation;
import io.apium.launcher.ServerOptions;
import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The demo as the run line starts it: the EAR on a server with an H2 database. */
class DemoIT {

    private static final Duration PATIENCE = Duration.ofMinutes(3);
    private static final ServerOptions OPTIONS = ServerOptions.defaults().withPortOffset(300);

    private static ServerInstallation installation;
    private static Server server;

    private final HttpClient http = HttpClient.newHttpClient();
    private final ObjectMapper json = new ObjectMapper();

    @BeforeAll
    static void start() throws IOException, InterruptedException {
        var home = TestServer.target().resolve(TestServer.current().name() + "-demo");
        installation = TestServer.current()
                .distribution()
                .provision(home, List.of(TestServer.current().script()));
        server = installation.start(OPTIONS);
        server.deploy(Files.copy(
                Path.of(System.getProperty("apium.it.ear")),
                Files.createTempDirectory("ear").resolve("apium.ear")));
    }

    @AfterAll
    static void stop() {
        server.close();
    }

    @Test
    void countsLikeAnIndependentCount() throws Exception {
        var run = send(TestServer.checkout());

        awaitEnd(run);

        assertReport(run, IndependentCount.of(TestServer.checkout()));
    }

    @Test
    void finishesWhatIsQueuedWhenTheServerIsKilled(@TempDir Path folder) throws Exception {
        for (int i = 0; i < 600; i++) {
            Files.writeString(folder.resolve("file" + i + ".txt"), "one two two file" + "x".repeat(i % 7) + "\n");
        }
        var run = send(folder);
        await().atMost(PATIENCE).until(() -> status(run).get("done").asInt() > 50);

        server.kill();
        server = installation.start(OPTIONS);

        assertThat(status(run).get("done").asInt()).isLessThan(600);
        awaitEnd(run);
        assertReport(run, IndependentCount.of(folder));
    }

    @Test
    void keepsAResultWhenTheServerIsRestarted(@TempDir Path folder) throws Exception {
        Files.writeString(folder.resolve("a.txt"), "a word");
        var run = send(folder);
        awaitEnd(run);

        server.stop();
        server = installation.start(OPTIONS);

        assertReport(run, IndependentCount.of(folder));
    }

    @Test
    void refusesAFolderThatDoesNotExist() throws Exception {
        var answer = post(Path.of("/does/not/exist"));

        assertThat(answer.statusCode()).isEqualTo(400);
        assertThat(answer.body()).contains("/does/not/exist");
    }

    private void assertReport(String run, IndependentCount expected) throws Exception {
        var report = status(run).get("report");
        assertThat(report.get("total").get("files").asLong()).isEqualTo(expected.files());
        assertThat(report.get("total").get("lines").asLong()).isEqualTo(expected.lines());
        assertThat(report.get("total").get("words").asLong()).isEqualTo(expected.words());
        assertThat(report.get("distinctWords").asLong())
                .isEqualTo(expected.frequencies().size());
        for (var type : report.get("types")) {
            assertThat(type.get("words").asLong())
                    .as("words of type %s", type.get("type"))
                    .isEqualTo(expected.wordsByType().get(type.get("type").asText()));
        }
        assertThat(report.get("topWords"))
                .extracting(top -> top.get("count").asLong())
                .containsExactlyElementsOf(expected.highestFrequencies(20));
        assertThat(report.get("topWords"))
                .allSatisfy(top -> assertThat(top.get("count").asLong())
                        .isEqualTo(expected.frequencies().get(top.get("word").asText())));
    }

    private String send(Path folder) throws Exception {
        var answer = post(folder);
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(201);
        return answer.body().strip();
    }

    private HttpResponse<String> post(Path folder) throws Exception {
        var form = "folder=" + URLEncoder.encode(folder.toString(), StandardCharsets.UTF_8);
        return http.send(
                HttpRequest.newBuilder(URI.create(server.baseUri() + "/concordance/runs"))
                        .header("Content-Type", "application/x-www-form-urlencoded")
                        .POST(HttpRequest.BodyPublishers.ofString(form))
                        .build(),
                HttpResponse.BodyHandlers.ofString());
    }

    private void awaitEnd(String run) {
        await().atMost(PATIENCE).until(() -> status(run).get("state").asText(), state -> !state.equals("RUNNING"));
    }

    private JsonNode status(String run) throws Exception {
        var answer = http.send(
                HttpRequest.newBuilder(URI.create(server.baseUri() + "/concordance/runs/" + run))
                        .header("Accept", "application/json")
                        .build(),
                HttpResponse.BodyHandlers.ofString());
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        return json.readTree(answer.body());
    }
}
