package io.apium.jpa;

import java.util.Arrays;
import java.util.EnumSet;
import java.util.stream.Stream;

/**
 * On what a store is tested.
 *
 * @param database where its tables are
 * @param provider through what it reaches them
 */
record Setup(TestDatabase database, TestProvider provider) {

    /** {@return every provider on every database that can be had} */
    static Stream<Setup> all() {
        return EnumSet.complementOf(EnumSet.of(TestDatabase.ORACLE, TestDatabase.SQLSERVER)).stream()
                .flatMap(database ->
                        Arrays.stream(TestProvider.values()).map(provider -> new Setup(database, provider)));
    }

    @Override
    public String toString() {
        return provider + " on " + database;
    }
}
