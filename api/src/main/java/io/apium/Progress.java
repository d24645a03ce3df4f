package io.apium;

/**
 * How far a task is.
 *
 * @param done how much is done
 * @param total how much there is to do
 * @param message what it is doing, for people
 */
public record Progress(long done, long total, String message) {}
