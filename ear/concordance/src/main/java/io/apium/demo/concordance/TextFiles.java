package io.apium.demo.concordance;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.nio.file.FileVisitResult.CONTINUE;
import static java.nio.file.FileVisitResult.SKIP_SUBTREE;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/**
 * Says what a text file is, and what its lines and words are.
 *
 * <ul>
 *   <li><b>Text file:</b> a regular file, at any depth below a folder, whose type is in the list {@link #TYPES}. Its
 *       <b>type</b> is its extension: what follows the last dot of its name, in lower case. Files and folders whose name
 *       starts with a dot are skipped, as are folders named {@code target}, {@code build} or {@code node_modules}.
 *       Symbolic links are not followed. The name of the topmost folder does not matter, and it may be a link.
 *   <li><b>Characters:</b> the bytes are read as UTF-8. Each malformed sequence counts as U+FFFD, which is not a letter.
 *   <li><b>Line:</b> ends with a line feed (U+000A). What follows the last line feed is a line too, unless it is empty.
 *   <li><b>Word:</b> a run of letters, as long as possible, in lower case ({@link Locale#ROOT}). A letter is a code point
 *       for which {@link Character#isLetter(int)} is true: digits, apostrophes, hyphens, underscores and combining marks
 *       separate words. Of a word with more than {@value #MAX_LETTERS} letters, the first {@value #MAX_LETTERS} stand
 *       for the whole, which is still one word.
 * </ul>
 */
final class TextFiles {

    static final Set<String> TYPES = Set.of(
            ("adoc asciidoc bash bat bib c cc cfg cli clj conf cpp cs css csv cxx dart diff erl ex go gradle graphql groovy h hpp "
                            + "hs htm html ini java js json jsp jsx kt kts less log lua m md mjs ml patch php pl po pom "
                            + "properties proto ps1 py r rb rs rst sass scala scss sh sql svelte svg swift tcl tex toml ts "
                            + "tsv tsx txt vue wsdl xhtml xml xsd xsl xslt yaml yml zig")
                    .split(" "));

    static final int MAX_LETTERS = 100;

    private static final Set<String> SKIPPED_FOLDERS = Set.of("target", "build", "node_modules");
    private static final int END = -1;

    private TextFiles() {}

    /**
     * {@return the paths of all text files below the folder, relative to it, in a fixed order} A folder that cannot be
     * listed is in place of its files, so that whoever reads it learns why.
     *
     * @throws IOException if the folder itself cannot be found
     */
    static List<Path> below(Path folder) throws IOException {
        var top = folder.toRealPath();
        var found = new ArrayList<Path>();
        Files.walkFileTree(top, new SimpleFileVisitor<>() {
            @Override
            public FileVisitResult preVisitDirectory(Path visited, BasicFileAttributes attributes) {
                return visited.equals(top) || !isSkipped(visited) ? CONTINUE : SKIP_SUBTREE;
            }

            @Override
            public FileVisitResult visitFile(Path visited, BasicFileAttributes attributes) {
                if (attributes.isRegularFile() && !isHidden(visited) && TYPES.contains(type(visited))) {
                    found.add(top.relativize(visited));
                }
                return CONTINUE;
            }

            @Override
            public FileVisitResult visitFileFailed(Path visited, IOException reason) {
                if (!isSkipped(visited)) {
                    found.add(top.relativize(visited));
                }
                return CONTINUE;
            }
        });
        found.sort(null);
        return found;
    }

    /** {@return the file's extension in lower case; empty if it has none} */
    static String type(Path file) {
        var name = nameOf(file);
        int dot = name.lastIndexOf('.');
        return dot < 0 ? "" : name.substring(dot + 1).toLowerCase(Locale.ROOT);
    }

    /** {@return the lines and words of the file} The memory it needs does not depend on the length of a line or word. */
    static Counts count(Path file) throws IOException {
        var words = new HashMap<String, Long>();
        var word = new StringBuilder();
        long lines = 0;
        int letters = 0;
        int previous = '\n';
        try (var reader = new BufferedReader(new InputStreamReader(Files.newInputStream(file), UTF_8))) {
            for (int current = next(reader); current != END; current = next(reader)) {
                if (Character.isLetter(current)) {
                    if (letters++ < MAX_LETTERS) {
                        word.appendCodePoint(current);
                    }
                } else if (letters > 0) {
                    add(word, words);
                    letters = 0;
                }
                if (previous == '\n') {
                    lines++;
                }
                previous = current;
            }
        }
        if (letters > 0) {
            add(word, words);
        }
        return new Counts(lines, words);
    }

    private static int next(BufferedReader reader) throws IOException {
        int first = reader.read();
        boolean isPair = first != END && Character.isHighSurrogate((char) first);
        return isPair ? Character.toCodePoint((char) first, (char) reader.read()) : first;
    }

    private static void add(StringBuilder word, Map<String, Long> words) {
        words.merge(word.toString().toLowerCase(Locale.ROOT), 1L, Long::sum);
        word.setLength(0);
    }

    private static boolean isSkipped(Path folder) {
        return isHidden(folder) || SKIPPED_FOLDERS.contains(nameOf(folder));
    }

    private static boolean isHidden(Path path) {
        return nameOf(path).startsWith(".");
    }

    private static String nameOf(Path path) {
        var name = path.getFileName();
        return name == null ? "" : name.toString();
    }

    /**
     * What is counted in one file.
     *
     * @param lines the number of lines
     * @param words each word and how often it occurs
     */
    record Counts(long lines, Map<String, Long> words) {

        Counts {
            words = Map.copyOf(words);
        }

        /** {@return the number of all words} */
        long total() {
            return words.values().stream().mapToLong(Long::longValue).sum();
        }
    }
}
