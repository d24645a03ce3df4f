package io.apium.it.crash;

import io.apium.launcher.ServerKind;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.random.RandomGenerator;

/**
 * What a proof is run with.
 *
 * @param server which server runs
 * @param mode what is killed
 * @param kills how often
 * @param points where servers are killed; all points if it is empty
 * @param seed of all that is random; the same seed gives the same plan
 * @param portOffset what is added to the ports of the first server; the second one's are 100 higher
 * @param target where everything is written
 * @param serverZip the server as it is downloaded
 * @param driver the jar of PostgreSQL's driver
 * @param byteman the jar of Byteman
 * @param checkout the root of the checkout
 * @param libraries what the application packs
 */
record Settings(
        ServerKind server,
        Mode mode,
        int kills,
        List<Point> points,
        long seed,
        int portOffset,
        Path target,
        Path serverZip,
        Path driver,
        Path byteman,
        Path checkout,
        Path libraries) {

    /** Refuses what there is no scene for. */
    Settings {
        if (server == ServerKind.PAYARA && mode.hasExternalBroker()) {
            throw new IllegalArgumentException(
                    "On Payara the broker runs inside the server: the modes are node," + " database and database-link");
        }
        points = List.copyOf(points);
    }

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
        var server = System.getProperty("apium.it.server", "wildfly").toLowerCase(Locale.ROOT);
        return new Settings(
                ServerKind.valueOf(server.toUpperCase(Locale.ROOT)),
                Mode.valueOf(System.getProperty("apium.mode", "node")
                        .toUpperCase(Locale.ROOT)
                        .replace('-', '_')),
                (int) number("apium.kills", 10),
                points(System.getProperty("apium.points", "")),
                number("apium.seed", RandomGenerator.getDefault().nextInt(1_000_000)),
                (int) number("apium.port-offset", 500),
                build.resolve("crash"),
                path("apium.it." + server + ".zip"),
                path("apium.it.driver"),
                path("apium.it.byteman"),
                path("apium.it.clone"),
                build.resolve("libraries"));
    }

    /** {@return these settings, with one kill at each of the points} */
    Settings at(List<Point> these) {
        return new Settings(
                server,
                mode,
                these.size(),
                these,
                seed,
                portOffset,
                target,
                serverZip,
                driver,
                byteman,
                checkout,
                libraries);
    }

    /** {@return what is added to the ports of a server, the first of which has the number 0} */
    int portOffset(int number) {
        return portOffset + 100 * number;
    }

    int databasePort() {
        return 5432 + portOffset;
    }

    int brokerPort() {
        return 15616 + portOffset;
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

    private static long number(String property, long unset) {
        var text = System.getProperty(property, "");
        try {
            return text.isEmpty() ? unset : Long.parseLong(text);
        } catch (NumberFormatException e) {
            throw new IllegalArgumentException("%s is no number: %s".formatted(property, text), e);
        }
    }

    private static Path path(String property) {
        return Path.of(System.getProperty(property));
    }
}
