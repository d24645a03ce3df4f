package io.apium.demo.concordance;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

class ReportTextTest {

    private static final List<TypeTotal> TYPES =
            List.of(new TypeTotal("java", 1_234, 98_765, 750_000), new TypeTotal("md", 7, 900, 250_000));
    private static final List<WordTotal> WORDS =
            List.of(new WordTotal("the", 40_000), new WordTotal("größe", 15_000), new WordTotal("rare", 1));

    @Test
    void laysOutTheReport() {
        assertThat(text("/home/me/project", TYPES, WORDS, 0, List.of())).isEqualTo("""
                CONCORDANCE
                ════════════════════════════════════════════════════════════════════════════════
                /home/me/project

                          1,241 files
                         99,665 lines
                      1,000,000 words
                         12,345 distinct words
                            2.3 seconds


                TYPES
                ────────────────────────────────────────────────────────────────────────────────
                type               files        lines          words share
                java               1,234       98,765        750,000   75%  ███████████████
                md                     7          900        250,000   25%  █████
                ────────────────────────────────────────────────────────────────────────────────
                total              1,241       99,665      1,000,000  100%


                MOST FREQUENT WORDS
                ────────────────────────────────────────────────────────────────────────────────
                  1  the                              40,000  ██████████████████████████████████
                  2  größe                            15,000  ████████████▊
                  3  rare                                  1  ▏
                """);
    }

    @Test
    void listsProblems() {
        var problems = List.of(new Problem("docs/a.txt", "java.nio.file.NoSuchFileException: docs/a.txt"));

        assertThat(text("/f", TYPES, WORDS, 1_235, problems)).endsWith("""
                FILES THAT COULD NOT BE READ
                ────────────────────────────────────────────────────────────────────────────────
                docs/a.txt
                    java.nio.file.NoSuchFileException: docs/a.txt
                and 1,234 more
                """);
    }

    @Test
    void saysThatThereAreNoWords() {
        assertThat(text("/f", List.of(new TypeTotal("txt", 1, 0, 0)), List.of(), 0, List.of()))
                .endsWith("─\nnone\n");
    }

    @Test
    void staysWithinItsWidth() {
        var types = List.of(new TypeTotal("t".repeat(50), 999_999, 999_999_999, 99_999_999_999L));
        var words = List.of(new WordTotal("w".repeat(100), 99_999_999_999L), new WordTotal("𐐨".repeat(100), 1));

        assertThat(text("/f", types, words, 0, List.of()).lines())
                .allMatch(line -> line.codePointCount(0, line.length()) <= 80)
                .anyMatch(line -> line.contains(" " + "w".repeat(23) + "… "))
                .anyMatch(line -> line.contains(" " + "𐐨".repeat(23) + "… "));
    }

    @Test
    void keepsANameWithALineFeedOnItsLine() {
        assertThat(text("/a\nb\u001b[31m", TYPES, WORDS, 0, List.of())).contains("\n/a\uFFFDb\uFFFD[31m\n");
    }

    private static String text(
            String folder, List<TypeTotal> types, List<WordTotal> words, long unreadable, List<Problem> problems) {
        return ReportText.of(new Report(
                folder, TypeTotal.sum(types), types, 12_345, words, unreadable, problems, Duration.ofMillis(2_345)));
    }
}
