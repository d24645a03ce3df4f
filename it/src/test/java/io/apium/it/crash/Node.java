package io.apium.it.crash;

import io.apium.it.Folders;
import io.apium.it.crash.point.KillSwitch;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jboss.shrinkwrap.api.ShrinkWrap;
import org.jboss.shrinkwrap.api.exporter.ZipExporter;
import org.jboss.shrinkwrap.api.spec.JavaArchive;

/** A server with a kill switch inside. */
final class Node {

    private final String name;
    private final Host host;
    private final Path folder;
    private final List<String> jvmOptions;
    private int serial;
    private Duration lastStart = Duration.ZERO;

    Node(Settings settings, String name, Host host) throws IOException {
        this.name = name;
        this.host = host;
        folder = settings.target().resolve("switch-" + name);
        Folders.delete(folder);
        Files.createDirectories(folder);
        var jar = folder.resolve("kill-switch.jar");
        ShrinkWrap.create(JavaArchive.class)
                .addPackage(KillSwitch.class.getPackage())
                .as(ZipExporter.class)
                .exportTo(jar.toFile());
        jvmOptions = List.of(
                "-Dcrash.folder=" + folder,
                // In the boot class path, all of a server's class loaders find them.
                "-javaagent:%1$s=boot:%1$s,boot:%2$s,script:%3$s".formatted(settings.byteman(), jar, settings.rules()));
    }

    String name() {
        return name;
    }

    Host host() {
        return host;
    }

    /** Starts the server; if it is killed by its switch before it is up, that is no fault. */
    void start() throws IOException, InterruptedException {
        var start = Instant.now();
        start(jvmOptions);
        lastStart = Duration.between(start, Instant.now());
    }

    /** Starts the server, which dies after that time, be it up or not. {@return whether it did} */
    boolean startToDieAfter(Duration life, Duration patience) throws IOException, InterruptedException {
        var options = new ArrayList<>(jvmOptions);
        options.add("-Dcrash.life=" + life.toMillis());
        start(options);
        return awaitHit(patience);
    }

    private void start(List<String> options) throws IOException, InterruptedException {
        try {
            host.start(options);
        } catch (RuntimeException e) {
            if (!isHit()) {
                throw e;
            }
        }
    }

    /** {@return how long its last start took} */
    Duration lastStart() {
        return lastStart;
    }

    /** From now on the server dies at the point, when it is passed for that time. */
    void arm(Point point, int passage) throws IOException {
        serial++;
        var part = folder.resolve("armed.part");
        Files.writeString(part, serial + " " + point + " " + passage);
        Files.move(part, folder.resolve("armed"));
    }

    /** Waits for the server to die at the point that is armed. {@return whether it did} */
    boolean awaitHit(Duration patience) throws IOException, InterruptedException {
        var isHit = host.awaitExit(patience) && isHit();
        Files.deleteIfExists(folder.resolve("armed"));
        Files.deleteIfExists(folder.resolve("hit"));
        return isHit;
    }

    private boolean isHit() {
        return Files.exists(folder.resolve("hit"));
    }
}
