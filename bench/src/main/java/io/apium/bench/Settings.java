package io.apium.bench;

import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;

/**
 * What a benchmark is run with.
 *
 * @param scenarios what is measured
 * @param sides on which sides, if a scenario has them
 * @param sessions with how many sessions of the workers
 * @param n how many tasks the fastest side is given
 * @param warmups how often each side runs before it is measured: a server's compiler needs its time
 * @param runs how often each side is measured
 * @param scripts further scripts that configure the server, to see what a setting is worth
 * @param jvmOptions further options of the server's JVM
 * @param configuration lines of the application's configuration
 * @param portOffset what is added to the server's ports
 * @param target where everything is written
 * @param wildfly the server as it is downloaded
 * @param driver the jar of PostgreSQL's driver
 * @param checkout the root of the checkout
 */
record Settings(
        List<Scenario> scenarios,
        List<Side> sides,
        List<Integer> sessions,
        int n,
        int warmups,
        int runs,
        List<Path> scripts,
        List<String> jvmOptions,
        List<String> configuration,
        int portOffset,
        Path target,
        Path wildfly,
        Path driver,
        Path checkout) {

    /** {@return the settings that the system properties {@code apium.scenarios}, {@code apium.n} and so on make} */
    static Settings read() {
        return new Settings(
                list("apium.scenarios").stream().map(Scenario::valueOf).toList(),
                list("apium.sides").isEmpty()
                        ? List.of(Side.values())
                        : list("apium.sides").stream().map(Side::valueOf).toList(),
                list("apium.sessions").stream().map(Integer::valueOf).toList(),
                Integer.getInteger("apium.n"),
                Integer.getInteger("apium.warmups"),
                Integer.getInteger("apium.runs"),
                list("apium.scripts").stream().map(Path::of).toList(),
                list("apium.jvm", " +"),
                list("apium.settings"),
                Integer.getInteger("apium.port-offset"),
                path("apium.bench.target"),
                path("apium.bench.wildfly"),
                path("apium.bench.driver"),
                path("apium.bench.checkout"));
    }

    private static List<String> list(String property) {
        return list(property, ",");
    }

    private static List<String> list(String property, String separator) {
        return Arrays.stream(System.getProperty(property, "").split(separator, -1))
                .map(String::strip)
                .filter(part -> !part.isEmpty())
                .toList();
    }

    private static Path path(String property) {
        return Path.of(System.getProperty(property));
    }
}
