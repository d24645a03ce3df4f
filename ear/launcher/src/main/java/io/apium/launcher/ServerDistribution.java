package io.apium.launcher;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * A server as it is downloaded: a zip file. {@link #provision} makes an installation of it.
 *
 * <p><b>Threading:</b> immutable. Two threads or JVMs must not provision the same home at the same time.
 */
public abstract sealed class ServerDistribution permits PayaraDistribution, WildFlyDistribution {

    private final ServerKind kind;
    private final Path zip;

    ServerDistribution(ServerKind kind, Path zip) {
        this.kind = kind;
        this.zip = zip.toAbsolutePath().normalize();
    }

    /**
     * Tells whether {@link #provision} with the same arguments has nothing to do.
     *
     * @param home the directory of the installation
     * @param scripts what to apply to it
     * @return true if the home is complete and was made from this zip and these scripts
     * @throws IOException if a script or the home cannot be read
     */
    public final boolean isProvisioned(Path home, List<Path> scripts) throws IOException {
        return marker(home, scripts).isComplete();
    }

    /**
     * Unpacks the distribution and applies the scripts, in their order. A home already made from this zip and these
     * scripts is returned as it is, with all that its server has stored. Any other home that was provisioned from here
     * is emptied first.
     *
     * @param home the directory of the installation; created if it does not exist
     * @param scripts scripts for the server's command line interface
     * @return the installation
     * @throws LauncherException if a script fails (with its output), if the zip holds something else, or if the home
     *     holds files that no provisioning has put there
     * @throws IOException if files cannot be read or written; the next call begins again
     * @throws InterruptedException if the thread is interrupted; the next call begins again
     */
    public final ServerInstallation provision(Path home, List<Path> scripts) throws IOException, InterruptedException {
        ProvisioningMarker marker = marker(home, scripts);
        if (!marker.isComplete()) {
            marker.begin();
            new ZipArchive(zip).unpackInto(marker.home());
            configure(marker.home(), scripts.stream().map(Path::toAbsolutePath).toList());
            marker.complete();
        }
        return installation(marker.home());
    }

    /** Applies the scripts to what has been unpacked. */
    abstract void configure(Path home, List<Path> scripts) throws IOException, InterruptedException;

    abstract ServerInstallation installation(Path home);

    private ProvisioningMarker marker(Path home, List<Path> scripts) throws IOException {
        return ProvisioningMarker.of(kind, home.toAbsolutePath().normalize(), zip, scripts);
    }

    static void makeExecutable(Path bin, String pattern) throws IOException {
        try (DirectoryStream<Path> shellScripts = Files.newDirectoryStream(bin, pattern)) {
            for (Path script : shellScripts) {
                if (!script.toFile().setExecutable(true, false)) {
                    throw new LauncherException("%s cannot be made executable.", script);
                }
            }
        }
    }
}
