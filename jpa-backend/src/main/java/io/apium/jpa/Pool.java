package io.apium.jpa;

import java.util.OptionalInt;

/**
 * What a server tells of a data source's connections.
 *
 * @param isXa whether they take part in transactions with other resources
 * @param isSafe whether a crash leaves no doubt; so it is too if they are not XA and the server leaves a mark in the database
 * @param maxSize how many there are at the most, if it tells
 */
record Pool(boolean isXa, boolean isSafe, OptionalInt maxSize) {}
