package io.apium.launcher;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

/** A WildFly as it is downloaded. Its scripts start an embedded server themselves; each gets a CLI of its own. */
public final class WildFlyDistribution extends ServerDistribution {

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
        super(ServerKind.WILDFLY, zip);
        this.scripts = scripts;
    }

    @Override
    void configure(Path home, List<Path> cliScripts) throws IOException, InterruptedException {
        makeExecutable(home.resolve("bin"), "*.sh");
        for (Path script : cliScripts) {
            scripts.run(home, script);
        }
    }

    @Override
    WildFlyInstallation installation(Path home) {
        return new WildFlyInstallation(home);
    }
}
