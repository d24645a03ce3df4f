package io.apium.demo.concordance;

import java.time.Duration;
import java.util.List;

/**
 * What is known of a folder when all its files are counted.
 *
 * @param folder the folder's path
 * @param total the sum of all types
 * @param types one for each type, the one with the most words first
 * @param distinctWords how many different words there are
 * @param topWords the most frequent words, the most frequent first; words that are equally frequent by the alphabet
 * @param unreadableFiles how many files could not be read; they are part of the totals, with no line and no word
 * @param problems why, for the first of them
 * @param elapsed the time from the start of the run to its report
 */
public record Report(
        String folder,
        TypeTotal total,
        List<TypeTotal> types,
        long distinctWords,
        List<WordTotal> topWords,
        long unreadableFiles,
        List<Problem> problems,
        Duration elapsed) {

    /** Takes copies of the lists. */
    public Report {
        types = List.copyOf(types);
        topWords = List.copyOf(topWords);
        problems = List.copyOf(problems);
    }
}
