package io.apium.launcher;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.List;
import java.util.stream.Stream;

/**
 * The file in a home directory that says what the home was made from. It is the first file written and the last one
 * completed, so a home that was left half-done is recognized, and a directory without it is nobody's to delete.
 */
record ProvisioningMarker(ServerKind kind, Path home, String fingerprint) {

    private static final String NAME = ".apium-provisioned";
    private static final String HALF_DONE = "half-done";

    static ProvisioningMarker of(ServerKind kind, Path home, Path zip, List<Path> scripts) throws IOException {
        MessageDigest digest = sha256();
        digest.update(zip.resolveSibling("").relativize(zip).toString().getBytes(UTF_8));
        for (Path script : scripts) {
            digest.update((byte) 0);
            digest.update(Files.readAllBytes(script));
        }
        return new ProvisioningMarker(kind, home, HexFormat.of().formatHex(digest.digest()));
    }

    boolean isComplete() throws IOException {
        return Files.exists(file()) && Files.readString(file()).equals(fingerprint);
    }

    /** Leaves the home empty but for the marker of a half-done home. */
    void begin() throws IOException {
        Files.createDirectories(home);
        if (!Files.exists(file()) && !isEmpty()) {
            throw new LauncherException(
                    "%s is not empty and was not provisioned from here, so it is left alone. Choose another home for %s.",
                    home, kind.title());
        }
        Files.writeString(file(), HALF_DONE);
        deleteAllButMarker();
    }

    void complete() throws IOException {
        Files.writeString(file(), fingerprint);
    }

    private Path file() {
        return home.resolve(NAME);
    }

    private boolean isEmpty() throws IOException {
        try (Stream<Path> content = Files.list(home)) {
            return content.findAny().isEmpty();
        }
    }

    private void deleteAllButMarker() throws IOException {
        List<Path> deepestFirst;
        try (Stream<Path> content = Files.walk(home)) {
            deepestFirst = content.filter(path -> !path.equals(home) && !path.equals(file()))
                    .sorted(Comparator.reverseOrder())
                    .toList();
        }
        for (Path path : deepestFirst) {
            Files.delete(path);
        }
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every Java has SHA-256.", e);
        }
    }
}
