package io.apium.it.crash;

import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.random.RandomGenerator;

/**
 * What a proof is run with.
 *
 * @param mode what is killed
 * @param kills how often
 * @param points where servers are killed; all points if it is empty
 * @param seed of all that is random; the same seed gives the same plan
 * @param portOffset what is added to the ports of the first WildFly; the second one's are 100 higher
 * @param target where everything is written
 * @param wildflyZip the server
 * @param driver the jar of PostgreSQL's driver
 * @param byteman the jar of Byteman
 * @param checkout the root of the checkout
 * @param libraries what the application packs
 */
record Settings(
        Mode mode,
        int kills,
        List<Point> points,
        long seed,
        int portOffset,
        Path target,
        Path wildflyZip,
        Path driver,
        Path byteman,
        Path checkout,
        Path libraries) {

    /** What is struck. */
    enum Mode {
        /** The only server, with the broker inside. */
        NODE(false),
        /** One of two servers that share a broker. */
        TWO_NODES(true),
        /** The broker of a server. */
        BROKER(true),
        /** The database of a server. */
        DATABASE(false),
        /** The network between a server and its broker. */
        BROKER_LINK(true),
        /** The network between a server and its database. */
        DATABASE_LINK(false);

        private final boolean hasExternalBroker;

        Mode(boolean hasExternalBroker) {
            this.hasExternalBroker = hasExternalBroker;
        }

        boolean hasExternalBroker() {
            return hasExternalBroker;
        }
    }

    /** {@return the settings that the system properties {@code apium.mode}, {@code apium.kills} and so on make} */
    static Settings read() {
        var build = path("apium.it.target");
        return new Settings(
                Mode.valueOf(System.getProperty("apium.mode", "node")
                        .toUpperCase(Locale.ROOT)
                        .replace('-', '_')),
                Integer.getInteger("apium.kills", 10),
                points(System.getProperty("apium.points", "")),
                Long.getLong("apium.seed", RandomGenerator.getDefault().nextInt(1_000_000)),
                Integer.getInteger("apium.port-offset", 500),
                build.resolve("crash"),
                path("apium.it.zip"),
                path("apium.it.driver"),
                path("apium.it.byteman"),
                path("apium.it.clone"),
                build.resolve("libraries"));
    }

    Settings withKills(int count) {
        return new Settings(
                mode, count, points, seed, portOffset, target, wildflyZip, driver, byteman, checkout, libraries);
    }

    Path rules() {
        return checkout.resolve("it/src/byteman/crash.btm");
    }

    private static List<Point> points(String names) {
        return Arrays.stream(names.split(",", -1))
                .filter(name -> !name.isBlank())
                .map(name -> Point.valueOf(name.strip().toUpperCase(Locale.ROOT).replace('-', '_')))
                .toList();
    }

    private static Path path(String property) {
        return Path.of(System.getProperty(property));
    }
}
