package io.apium.launcher;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.nio.file.StandardCopyOption.ATOMIC_MOVE;
import static java.nio.file.StandardCopyOption.REPLACE_EXISTING;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;

/**
 * The folder that a server scans for archives. Marker files beside an archive are the conversation: {@code .dodeploy}
 * asks, {@code .deployed} or {@code .failed} answers; removing {@code .deployed} asks to undeploy, {@code .undeployed}
 * answers.
 */
record DeploymentScanner(Path folder, Patience patience) {

    /** Deploys an archive, in place of one of the same name. */
    void deploy(Path archive, Duration timeout) throws IOException, InterruptedException {
        String name = archive.resolveSibling("").relativize(archive).toString();
        if (Files.exists(marker(name, "deployed"))) {
            undeploy(name, timeout);
        }
        Files.deleteIfExists(marker(name, "failed"));
        Path part = Files.copy(archive, folder.resolve(name + ".part"), REPLACE_EXISTING);
        Files.move(part, folder.resolve(name), ATOMIC_MOVE, REPLACE_EXISTING);
        Files.writeString(marker(name, "dodeploy"), name);
        awaitAnswer(name, timeout);
    }

    /** Undeploys an archive and removes it from the folder. */
    void undeploy(String name, Duration timeout) throws IOException, InterruptedException {
        if (!Files.deleteIfExists(marker(name, "deployed"))) {
            throw new LauncherException("%s is not deployed.", name);
        }
        if (!patience.await(() -> Files.exists(marker(name, "undeployed")), timeout)) {
            throw new LauncherException(
                    "WildFly has ended or did not undeploy %s within %d s.", name, timeout.toSeconds());
        }
        forget(name, "undeployed");
    }

    private void awaitAnswer(String name, Duration timeout) throws IOException, InterruptedException {
        Path failed = marker(name, "failed");
        if (!patience.await(() -> Files.exists(marker(name, "deployed")) || Files.exists(failed), timeout)) {
            throw new LauncherException(
                    "WildFly has ended or did not deploy %s within %d s.", name, timeout.toSeconds());
        }
        if (Files.exists(failed)) {
            String failure = Files.readString(failed, UTF_8);
            forget(name, "failed");
            throw new DeploymentFailedException(ServerKind.WILDFLY, name, failure);
        }
    }

    /** The archive goes first: without its marker the server would deploy it again. */
    private void forget(String name, String state) throws IOException {
        Files.deleteIfExists(folder.resolve(name));
        Files.deleteIfExists(marker(name, state));
    }

    private Path marker(String name, String state) {
        return folder.resolve(name + "." + state);
    }
}
