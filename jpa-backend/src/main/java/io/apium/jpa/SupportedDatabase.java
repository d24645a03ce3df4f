package io.apium.jpa;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** A database that the migrations are written for, and in what it differs from the others. */
enum SupportedDatabase {
    H2(
            "H2",
            "clob",
            "create table if not exists apium_schema_lock (id integer primary key) as select 1",
            "select id from apium_schema_lock for update wait 60"),

    POSTGRESQL("PostgreSQL", "text", "select pg_advisory_xact_lock(hashtext('apium_schema_lock'))");

    private final String product;
    private final String text;

    @SuppressWarnings("ImmutableEnumChecker") // List.of
    private final List<String> lock;

    SupportedDatabase(String product, String text, String... lock) {
        this.product = product;
        this.text = text;
        this.lock = List.of(lock);
    }

    /** {@return the database whose driver calls it so, if it is supported} */
    static Optional<SupportedDatabase> of(String product) {
        return Arrays.stream(values())
                .filter(database -> database.product.equalsIgnoreCase(product))
                .findFirst();
    }

    /** {@return what the scripts leave open: the types of text of any length and of a moment to the microsecond} */
    Map<String, String> placeholders() {
        return Map.of("text", text, "timestamp", "timestamp(6) with time zone");
    }

    /**
     * Waits until no other node migrates, and keeps others waiting until the transaction ends. Flyway has locks of its own,
     * but not yet when it creates its history, and on H2 none that outlast its first statement.
     */
    void lock(Connection transaction) throws SQLException {
        try (Statement statement = transaction.createStatement()) {
            for (String sql : lock) {
                statement.execute(sql);
            }
        }
    }

    @Override
    public String toString() {
        return product;
    }
}
