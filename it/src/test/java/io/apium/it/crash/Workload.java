package io.apium.it.crash;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/** Lets the application send one task of each kind after the other, on its nodes in turn, whether they answer or not. */
final class Workload {

    private static final Duration PATIENCE = Duration.ofSeconds(20);
    private static final long PAUSE_MILLIS = 40;

    private final List<URI> senders;
    private final HttpClient http = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(PATIENCE)
            .build();

    Workload(List<Node> nodes) {
        senders = nodes.stream()
                .map(node -> URI.create(node.host().baseUri() + "/crash/send"))
                .toList();
    }

    /** What is done while the load lasts. */
    @FunctionalInterface
    interface Deed<T> {

        T perform() throws Exception;
    }

    /** Sends as long as the deed lasts. {@return what the deed returns} */
    <T> T during(Deed<T> deed) throws Exception {
        var end = new CountDownLatch(1);
        var sender = new Thread(() -> sendUntil(end), "load");
        sender.start();
        try {
            return deed.perform();
        } finally {
            end.countDown();
            sender.join();
        }
    }

    private void sendUntil(CountDownLatch end) {
        try {
            for (int i = 0; !end.await(PAUSE_MILLIS, TimeUnit.MILLISECONDS); i++) {
                send(senders.get(i % senders.size()));
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void send(URI sender) throws InterruptedException {
        var request = HttpRequest.newBuilder(sender)
                .timeout(PATIENCE)
                .POST(HttpRequest.BodyPublishers.noBody())
                .build();
        try {
            http.send(request, BodyHandlers.discarding());
        } catch (IOException e) {
            // The server is away. What it has sent is in the database.
        }
    }
}
