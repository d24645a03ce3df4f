package io.apium.launcher;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;

/** The demo application as far as its HTTP contract goes. Each look at the run takes the next of the given states. */
final class FakeConcordance implements AutoCloseable {

    final List<String> forms = new ArrayList<>();

    private final HttpServer server;
    private final Deque<String> states;

    FakeConcordance(String... states) throws IOException {
        this.states = new ArrayDeque<>(List.of(states));
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", exchange -> answer(exchange, 404, "nothing here"));
        server.createContext("/concordance/runs", this::start);
        server.createContext("/concordance/runs/42", exchange -> answer(exchange, 200, this.states.pop()));
        server.createContext("/concordance/runs/42/report", exchange -> answer(exchange, 200, "façade 7"));
        server.start();
    }

    URI uri() {
        return URI.create("http://localhost:" + server.getAddress().getPort() + "/concordance");
    }

    private void start(HttpExchange exchange) throws IOException {
        forms.add(new String(exchange.getRequestBody().readAllBytes(), UTF_8));
        answer(exchange, 201, "42\n");
    }

    private static void answer(HttpExchange exchange, int status, String text) throws IOException {
        byte[] body = text.getBytes(UTF_8);
        exchange.getResponseHeaders().set("Content-Type", "text/plain; charset=UTF-8");
        exchange.sendResponseHeaders(status, body.length);
        exchange.getResponseBody().write(body);
        exchange.close();
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
