package io.apium.launcher;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * A WildFly as it is downloaded: a zip file. {@link #provision} makes an installation of it.
 *
 * <p><b>Threading:</b> immutable. Two threads or JVMs must not provision the same home at the same time.
 */
public final class WildFlyDistribution {

    private final Path zip;
    private final ScriptRunner scripts;

    /**
     * Names the zip; it is opened only when something has to be unpacked.
     *
     * @param zip the file {@code wildfly-dist-<version>.zip}
     */
    public WildFlyDistribution(Path zip) {
        this(zip, (home, script) -> new JBossCli(home).apply(script));
    }

    WildFlyDistribution(Path zip, ScriptRunner scripts) {
        this.zip = zip.toAbsolutePath().normalize();
        this.scripts = scripts;
    }

    /**
     * Tells whether {@link #provision} with the same arguments has nothing to do.
     *
     * @param home the directory of the installation
     * @param cliScripts what to apply to it
     * @return true if the home is complete and was made from this zip and these scripts
     * @throws IOException if a script or the home cannot be read
     */
    public boolean isProvisioned(Path home, List<Path> cliScripts) throws IOException {
        return marker(home, cliScripts).isComplete();
    }

    /**
     * Unpacks the distribution and applies the scripts, in their order, each in a CLI of its own that runs offline. A
     * home already made from this zip and these scripts is returned as it is, with all that its server has stored. Any
     * other home that was provisioned from here is emptied first.
     *
     * @param home the directory of the installation; created if it does not exist
     * @param cliScripts scripts for WildFly's CLI, which start an embedded server themselves
     * @return the installation
     * @throws LauncherException if a script fails (with its output), if the zip holds something else, or if the home
     *     holds files that no provisioning has put there
     * @throws IOException if files cannot be read or written; the next call begins again
     * @throws InterruptedException if the thread is interrupted; the next call begins again
     */
    public WildFlyInstallation provision(Path home, List<Path> cliScripts) throws IOException, InterruptedException {
        ProvisioningMarker marker = marker(home, cliScripts);
        if (!marker.isComplete()) {
            marker.begin();
            new ZipArchive(zip).unpackInto(marker.home());
            makeExecutable(marker.home().resolve("bin"));
            for (Path script : cliScripts) {
                scripts.run(marker.home(), script.toAbsolutePath());
            }
            marker.complete();
        }
        return new WildFlyInstallation(marker.home());
    }

    private ProvisioningMarker marker(Path home, List<Path> cliScripts) throws IOException {
        return ProvisioningMarker.of(home.toAbsolutePath().normalize(), zip, cliScripts);
    }

    private static void makeExecutable(Path bin) throws IOException {
        try (DirectoryStream<Path> shellScripts = Files.newDirectoryStream(bin, "*.sh")) {
            for (Path script : shellScripts) {
                if (!script.toFile().setExecutable(true, false)) {
                    throw new LauncherException("%s cannot be made executable.", script);
                }
            }
        }
    }
}
