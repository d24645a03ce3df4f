package io.apium.it;

import static java.util.stream.Collectors.counting;
import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.summingLong;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Function;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** Counts what the concordance counts, in another way: whole files, regular expressions and streams. */
record IndependentCount(
        long files, long lines, long words, Map<String, Long> wordsByType, Map<String, Long> frequencies) {

    private static final Pattern WORD = Pattern.compile("\\p{IsL}+");

    /** As the demo's documentation lists them. */
    private static final Pattern TEXT_FILE = Pattern.compile(
            ".*\\.(adoc|asciidoc|bash|bat|bib|c|cc|cfg|cli|clj|conf|cpp|cs|css|csv|cxx|dart|diff|erl|ex|go|gradle|graphql"
                    + "|groovy|h|hpp|hs|htm|html|ini|java|js|json|jsp|jsx|kt|kts|less|log|lua|m|md|mjs|ml|patch|php|pl|po"
                    + "|pom|properties|proto|ps1|py|r|rb|rs|rst|sass|scala|scss|sh|sql|svelte|svg|swift|tcl|tex|toml|ts"
                    + "|tsv|tsx|txt|vue|wsdl|xhtml|xml|xsd|xsl|xslt|yaml|yml|zig)",
            Pattern.CASE_INSENSITIVE);

    static IndependentCount of(Path folder) throws IOException {
        try (var all = Files.walk(folder)) {
            var files = all.filter(Files::isRegularFile)
                    .filter(file -> isCounted(folder.relativize(file)))
                    .toList();
            return new IndependentCount(
                    files.size(),
                    files.stream().mapToLong(file -> read(file).lines().count()).sum(),
                    files.stream().flatMap(IndependentCount::words).count(),
                    files.stream()
                            .collect(groupingBy(
                                    IndependentCount::type,
                                    summingLong(file -> words(file).count()))),
                    files.stream()
                            .flatMap(IndependentCount::words)
                            .collect(groupingBy(Function.identity(), counting())));
        }
    }

    List<Long> highestFrequencies(int limit) {
        return frequencies.values().stream()
                .sorted(Comparator.reverseOrder())
                .limit(limit)
                .toList();
    }

    private static boolean isCounted(Path file) {
        for (var name : file) {
            if (name.toString().matches("\\..*|target|build|node_modules")) {
                return false;
            }
        }
        return TEXT_FILE.matcher(file.toString()).matches();
    }

    private static Stream<String> words(Path file) {
        return WORD.matcher(read(file)).results().map(MatchResult::group).map(word -> word.toLowerCase(Locale.ROOT));
    }

    private static String type(Path file) {
        return file.toString().replaceAll(".*\\.", "").toLowerCase(Locale.ROOT);
    }

    private static String read(Path file) {
        try {
            return new String(Files.readAllBytes(file), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
