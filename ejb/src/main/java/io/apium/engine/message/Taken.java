package io.apium.engine.message;

/**
 * The values that a task takes as its first argument: those of a group. They do not travel with the message.
 *
 * @param group the group's id
 * @param size how many members it has
 * @param tolerant whether the values are outcomes
 */
public record Taken(String group, int size, @Unset boolean tolerant) {}
