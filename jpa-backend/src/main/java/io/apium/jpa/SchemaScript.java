package io.apium.jpa;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.URISyntaxException;
import java.net.URL;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Prints the script that creates Apium's tables, for who wants to run it himself. It needs nothing but this jar:
 *
 * <pre>{@code
 * java -cp apium-jpa-backend.jar io.apium.jpa.SchemaScript oracle      # everything
 * java -cp apium-jpa-backend.jar io.apium.jpa.SchemaScript oracle 2    # what is newer than version 2
 * }</pre>
 */
public final class SchemaScript {

    private static final Pattern NAME = Pattern.compile("V(\\d+)__\\w+\\.sql");

    private SchemaScript() {}

    /** Prints the script for the database that the first argument names. */
    public static void main(String[] arguments) {
        System.out.print(of(arguments));
    }

    private static String of(String... arguments) {
        List<String> names = Arrays.stream(SupportedDatabase.values())
                .map(database -> database.name().toLowerCase(Locale.ROOT))
                .toList();
        if (arguments.length == 0 || arguments.length > 2 || !names.contains(arguments[0])) {
            throw new IllegalArgumentException("The first argument must be one of " + String.join(", ", names)
                    + "; a second one may be the version that the tables have. The arguments are: "
                    + String.join(" ", arguments));
        }
        SupportedDatabase database = SupportedDatabase.valueOf(arguments[0].toUpperCase(Locale.ROOT));
        return after(arguments.length == 1 ? 0 : Integer.parseInt(arguments[1]), database);
    }

    /** {@return the statements that bring the tables from a version to the newest; version 0 has none} */
    static String after(int version, SupportedDatabase database) {
        return scripts().stream()
                .filter(script -> script.version > version)
                .map(script -> "-- Version " + script.version + " of Apium's tables, for " + database + "\n"
                        + database.types().in(script.text))
                .collect(Collectors.joining("\n"));
    }

    private static List<Script> scripts() {
        URL folder = Objects.requireNonNull(SchemaScript.class.getResource("migration"), "migration");
        try {
            URI uri = folder.toURI();
            if (!uri.getScheme().equals("jar")) {
                return scripts(Path.of(uri));
            }
            try (FileSystem jar = FileSystems.newFileSystem(uri, Map.of())) {
                return scripts(jar.provider().getPath(uri));
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (URISyntaxException e) {
            throw new IllegalStateException(e);
        }
    }

    private static List<Script> scripts(Path folder) throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.map(Script::read)
                    .sorted(Comparator.comparingInt(Script::version))
                    .toList();
        }
    }

    private record Script(int version, String text) {

        static Script read(Path file) {
            Matcher name = NAME.matcher(file.getFileName().toString());
            if (!name.matches()) {
                throw new IllegalStateException("A migration must be called as in V1__results.sql: " + file);
            }
            try {
                return new Script(Integer.parseInt(name.group(1)), Files.readString(file));
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }
}
