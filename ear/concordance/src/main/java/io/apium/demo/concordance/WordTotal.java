package io.apium.demo.concordance;

/**
 * One word in all files.
 *
 * @param word the word
 * @param count how often it occurs
 */
public record WordTotal(String word, long count) {}
