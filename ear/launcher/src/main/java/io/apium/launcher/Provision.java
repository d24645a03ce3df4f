package io.apium.launcher;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** Makes a WildFly home ready from the command line; does nothing if it is. */
public final class Provision {

    private Provision() {}

    /**
     * Provisions a home.
     *
     * @param arguments the distribution's zip, the home, and any number of CLI scripts
     * @throws LauncherException as {@link WildFlyDistribution#provision} does, or if arguments are missing
     * @throws IOException if files cannot be read or written
     * @throws InterruptedException if the thread is interrupted
     */
    public static void main(String[] arguments) throws IOException, InterruptedException {
        if (arguments.length < 2) {
            throw new LauncherException("Provision needs the zip of WildFly, the home directory, and CLI scripts.");
        }
        WildFlyDistribution distribution = new WildFlyDistribution(Path.of(arguments[0]));
        List<Path> scripts = Stream.of(arguments).skip(2).map(Path::of).toList();
        distribution.provision(Path.of(arguments[1]), scripts);
    }
}
