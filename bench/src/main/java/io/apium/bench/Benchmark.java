package io.apium.bench;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** Runs the scenarios, prints a line for each run, and at the end a table. */
final class Benchmark {

    private static final ObjectMapper JSON = new ObjectMapper();

    private final Settings settings;
    private final Site site;
    private final HttpClient http = HttpClient.newHttpClient();
    private final List<Measurement> measurements = new ArrayList<>();

    private Benchmark(Settings settings, Site site) {
        this.settings = settings;
        this.site = site;
    }

    /** Runs a benchmark from the command line. */
    public static void main(String[] arguments) throws Exception {
        var settings = Settings.read();
        var machine = new Machine(new Disk(settings.target()));
        System.out.println(machine.facts());
        try (var site = Site.open(settings)) {
            var benchmark = new Benchmark(settings, site);
            benchmark.run();
            System.out.println();
            System.out.print(new Report(benchmark.measurements));
            System.out.println();
            System.out.println(machine.facts());
        }
    }

    private void run() throws IOException, InterruptedException {
        for (int sessions : settings.sessions()) {
            var begin = System.nanoTime();
            site.server().deploy(Application.archive(settings, sessions));
            System.out.printf(
                    Locale.ROOT,
                    "S11: the server started in %.1f s, the application in %.1f s; the process has %d MiB.%n",
                    site.boot().toNanos() / 1e9,
                    (System.nanoTime() - begin) / 1e9,
                    residentMemory());
            for (var scenario : settings.scenarios()) {
                run(scenario, sessions);
            }
            site.server().undeploy("bench.war");
        }
    }

    private long residentMemory() throws IOException {
        try (var lines =
                Files.lines(Path.of("/proc", Long.toString(site.server().pid()), "status"))) {
            return lines.filter(line -> line.startsWith("VmRSS:"))
                    .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")) / 1024)
                    .sum();
        }
    }

    private void run(Scenario scenario, int sessions) throws IOException, InterruptedException {
        var sides = scenario.sides().stream().filter(settings.sides()::contains).toList();
        for (int i = 0; i < settings.warmups(); i++) {
            for (var side : sides) {
                measure(
                        scenario,
                        side,
                        sessions,
                        scenario.sizes(side, settings.n()).get(0));
            }
        }
        // One after the other, and then again: what disturbs one disturbs all.
        for (int i = 0; i < settings.runs(); i++) {
            for (var side : sides) {
                for (int n : scenario.sizes(side, settings.n())) {
                    var line = measure(scenario, side, sessions, n);
                    System.out.println(line);
                    measurements.add(JSON.readValue(line, Measurement.class));
                }
            }
        }
    }

    private String measure(Scenario scenario, Side side, int sessions, int n) throws IOException, InterruptedException {
        var uri = URI.create(site.server().baseUri() + "/bench/run?scenario=" + scenario + "&side=" + side + "&n=" + n
                + "&sessions=" + sessions);
        var answer = http.send(
                HttpRequest.newBuilder(uri)
                        .POST(HttpRequest.BodyPublishers.noBody())
                        .build(),
                BodyHandlers.ofString());
        if (answer.statusCode() != 200) {
            throw new IllegalStateException(uri + ": " + answer.statusCode() + " " + answer.body());
        }
        return answer.body();
    }
}
