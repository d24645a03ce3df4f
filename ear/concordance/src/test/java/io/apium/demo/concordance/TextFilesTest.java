package io.apium.demo.concordance;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.apium.demo.concordance.TextFiles.Counts;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class TextFilesTest {

    @TempDir
    private Path folder = Path.of("");

    @Test
    void findsTextFilesAtAnyDepthInOrder() throws IOException {
        create("readme.txt", "src/main/App.java", "docs/guide.md", "docs/image.png", "Makefile", "java", "txt.");

        assertThat(found()).containsExactly("docs/guide.md", "readme.txt", "src/main/App.java");
    }

    @Test
    void acceptsExtensionsInCapitals() throws IOException {
        create("README.TXT", "Index.Html");

        assertThat(found()).containsExactly("Index.Html", "README.TXT");
    }

    @ParameterizedTest
    @CsvSource({"App.java, java", "README.TXT, txt", "a.tar.md, md", "java, ''", "ends.with.dot., ''"})
    void takesTheExtensionAsType(String name, String type) {
        assertThat(TextFiles.type(Path.of("some.folder", name))).isEqualTo(type);
    }

    @Test
    void skipsHiddenFilesAndFolders() throws IOException {
        create(".hidden.txt", ".git/config.txt", "a/.b/c.txt", "seen.txt");

        assertThat(found()).containsExactly("seen.txt");
    }

    @ParameterizedTest
    @ValueSource(strings = {"target", "build", "node_modules"})
    void skipsWhatBuildsMake(String name) throws IOException {
        create(name + "/a.txt", "module/" + name + "/b.txt", "my" + name + "/c.txt", name + ".txt");

        assertThat(found()).containsExactlyInAnyOrder("my" + name + "/c.txt", name + ".txt");
    }

    @ParameterizedTest
    @ValueSource(strings = {"target", ".hidden"})
    void doesNotMindTheNameOfTheTopmostFolder(String name) throws IOException {
        create(name + "/a.txt");

        assertThat(TextFiles.below(folder.resolve(name))).containsExactly(Path.of("a.txt"));
    }

    @Test
    void takesAFolderNamedLikeATextFileForAFolder() throws IOException {
        create("folder.txt/a.txt");

        assertThat(found()).containsExactly("folder.txt/a.txt");
    }

    @Test
    void doesNotFollowLinks() throws IOException {
        create("real/a.txt");
        Files.createSymbolicLink(folder.resolve("link"), folder.resolve("real"));
        Files.createSymbolicLink(folder.resolve("b.txt"), folder.resolve("real/a.txt"));
        Files.createSymbolicLink(folder.resolve("real/circle"), folder);

        assertThat(found()).containsExactly("real/a.txt");
    }

    @Test
    void startsAtALink() throws IOException {
        create("real/a.txt");
        var link = Files.createSymbolicLink(folder.resolve("link"), folder.resolve("real"));

        assertThat(TextFiles.below(link)).containsExactly(Path.of("a.txt"));
    }

    @Test
    void refusesAFolderThatDoesNotExist() {
        assertThatThrownBy(() -> TextFiles.below(folder.resolve("nowhere"))).isInstanceOf(NoSuchFileException.class);
    }

    @Test
    void countsWordsInLowerCase() throws IOException {
        assertThat(words("To be, or NOT to be")).isEqualTo(Map.of("to", 2L, "be", 2L, "or", 1L, "not", 1L));
    }

    @Test
    void endsWordsAtWhateverIsNoLetter() throws IOException {
        assertThat(words("don't co-op a1b snake_case x\u0301y"))
                .containsOnlyKeys("don", "t", "co", "op", "a", "b", "snake", "case", "x", "y");
    }

    @Test
    void knowsTheLettersOfAllScripts() throws IOException {
        assertThat(words("Größe ÉTÉ ΟΔΟΣ Слово 漢字 שלום"))
                .containsOnlyKeys("größe", "été", "οδος", "слово", "漢字", "שלום");
    }

    @Test
    void knowsLettersBeyondTheBasicPlane() throws IOException {
        assertThat(words("\uD801\uDC00\uD801\uDC01 \uD83D\uDE00")).containsOnlyKeys("\uD801\uDC28\uD801\uDC29");
    }

    @Test
    void ignoresAByteOrderMark() throws IOException {
        assertThat(words("\uFEFFword")).containsOnlyKeys("word");
    }

    @Test
    void endsWordsAtMalformedBytes() throws IOException {
        assertThat(count("caf\u00e9 au la\u00eft\u00c3".getBytes(ISO_8859_1)).words())
                .containsOnlyKeys("caf", "au", "la", "t");
    }

    @Test
    void readsALineOfManyMegabytes() throws IOException {
        var counts = count("word ".repeat(2_000_000).getBytes(ISO_8859_1));

        assertThat(counts).isEqualTo(new Counts(1, Map.of("word", 2_000_000L)));
    }

    @Test
    void keepsTheFirstLettersOfAnEndlessWord() throws IOException {
        var counts = count(("a".repeat(5_000_000) + " b").getBytes(ISO_8859_1));

        assertThat(counts.words()).isEqualTo(Map.of("a".repeat(TextFiles.MAX_LETTERS), 1L, "b", 1L));
    }

    @Test
    void fitsTheLongestWordIntoItsColumn() throws IOException {
        int column = 2 * TextFiles.MAX_LETTERS;

        assertThat(words("\u0130".repeat(200)).keySet()).allMatch(word -> word.length() == column);
        assertThat(words("\uD801\uDC00".repeat(200)).keySet()).allMatch(word -> word.length() == column);
    }

    @ParameterizedTest
    @CsvSource({"'', 0", "'a', 1", "'a\n', 1", "'a\nb', 2", "'a\r\nb\r\n', 2", "'\n\n', 2"})
    void countsLines(String text, long lines) throws IOException {
        assertThat(count(text.getBytes(ISO_8859_1)).lines()).isEqualTo(lines);
    }

    @Test
    void addsUpAllWords() {
        assertThat(new Counts(1, Map.of("a", 2L, "b", 3L)).total()).isEqualTo(5);
    }

    @Test
    void refusesAFileThatIsGone() {
        assertThatThrownBy(() -> TextFiles.count(folder.resolve("gone.txt"))).isInstanceOf(NoSuchFileException.class);
    }

    private void create(String... paths) throws IOException {
        for (var path : paths) {
            var file = folder.resolve(path);
            Files.createDirectories(file.resolveSibling(""));
            Files.writeString(file, "text");
        }
    }

    private List<String> found() throws IOException {
        return TextFiles.below(folder).stream().map(Path::toString).toList();
    }

    private Map<String, Long> words(String text) throws IOException {
        return TextFiles.count(Files.writeString(folder.resolve("words.txt"), text))
                .words();
    }

    private Counts count(byte[] bytes) throws IOException {
        return TextFiles.count(Files.write(folder.resolve("bytes.txt"), bytes));
    }
}
