package io.apium.launcher;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Properties;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * What {@link Run} was asked to do. Each setting {@code name} is the argument {@code --name=value} or, without it, the
 * system property {@code apium.name}.
 */
record RunSettings(
        ServerKind kind,
        Path zip,
        Path home,
        List<Path> scripts,
        Path archive,
        Path folder,
        ServerOptions server,
        boolean stopAfterReport) {

    static final String PREFIX = "apium.";
    static final String PORT_OFFSET = PREFIX + "port-offset";

    RunSettings {
        scripts = List.copyOf(scripts);
    }

    /** Fails with all that is missing or wrong in one message. */
    static RunSettings of(String[] arguments, Properties systemProperties) {
        return new Reader(arguments, systemProperties).read();
    }

    private static final class Reader {

        private static final Path NOWHERE = Path.of("");
        private static final Pattern COMMA = Pattern.compile(",");
        private static final Pattern NUMBER = Pattern.compile("\\d{1,5}");

        private final Properties values = new Properties();
        private final List<String> faults = new ArrayList<>();

        Reader(String[] arguments, Properties systemProperties) {
            systemProperties.stringPropertyNames().stream()
                    .filter(name -> name.startsWith(PREFIX))
                    .forEach(name ->
                            values.setProperty(name.substring(PREFIX.length()), systemProperties.getProperty(name)));
            Stream.of(arguments).forEach(this::readArgument);
        }

        RunSettings read() {
            ServerOptions server = ServerOptions.defaults()
                    .withPortOffset(portOffset())
                    .withJvmOptions(find("jvm-options")
                            .map(options -> options.split(" +", -1))
                            .orElse(new String[0]));
            RunSettings settings = new RunSettings(
                    kind(),
                    path("zip"),
                    path("home"),
                    scripts(),
                    path("ear"),
                    path("folder"),
                    server,
                    stopAfterReport());
            if (!faults.isEmpty()) {
                throw new LauncherException("Run cannot begin: %s.", String.join("; ", faults));
            }
            return settings;
        }

        private void readArgument(String argument) {
            int equals = argument.indexOf('=');
            if (argument.startsWith("--") && equals > 0) {
                values.setProperty(argument.substring(2, equals), argument.substring(equals + 1));
            } else {
                faults.add(argument + " is not of the form --name=value");
            }
        }

        private Path path(String name) {
            Optional<String> value = find(name);
            if (value.isEmpty()) {
                faults.add("--" + name + "=... or -D" + PREFIX + name + "=... is missing");
            }
            return value.map(Path::of).orElse(NOWHERE).toAbsolutePath().normalize();
        }

        private List<Path> scripts() {
            return find("scripts").stream()
                    .flatMap(COMMA::splitAsStream)
                    .map(String::strip)
                    .map(Path::of)
                    .toList();
        }

        private ServerKind kind() {
            String name = find("server").orElse(ServerKind.WILDFLY.name());
            for (ServerKind kind : ServerKind.values()) {
                if (kind.name().equalsIgnoreCase(name)) {
                    return kind;
                }
            }
            faults.add("the server " + name + " is neither wildfly nor payara");
            return ServerKind.WILDFLY;
        }

        private int portOffset() {
            String offset = find("port-offset").orElse("0");
            if (!NUMBER.matcher(offset).matches() || Integer.parseInt(offset) > ServerOptions.MAX_PORT_OFFSET) {
                faults.add("the port offset " + offset + " is not a number from 0 to " + ServerOptions.MAX_PORT_OFFSET);
                return 0;
            }
            return Integer.parseInt(offset);
        }

        private boolean stopAfterReport() {
            return find("stop").map(Boolean::parseBoolean).orElse(false);
        }

        private Optional<String> find(String name) {
            return Optional.ofNullable(values.getProperty(name))
                    .map(String::strip)
                    .filter(Predicate.not(String::isEmpty));
        }
    }
}
