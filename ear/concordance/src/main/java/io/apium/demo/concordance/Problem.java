package io.apium.demo.concordance;

/**
 * A file that could not be read.
 *
 * @param path its path, relative to the folder
 * @param reason why
 */
public record Problem(String path, String reason) {}
