package io.apium.jpa;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Locale;
import java.util.OptionalInt;
import javax.sql.DataSource;

/** The version that Apium's tables say that they have, whoever has created them. Each script since version 5 writes its own. */
final class SchemaVersion {

    /** The version of this Apium's tables: the number of the newest script. */
    static final int CURRENT = 6;

    /** Older ones say nothing. */
    static final int FIRST = 5;

    private SchemaVersion() {}

    /** {@return the version of the tables there, or nothing if there are none, or older ones} */
    static OptionalInt in(Connection connection) {
        try (Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery("select max(version) from apium_schema_version")) {
            rows.next();
            int version = rows.getInt(1);
            return rows.wasNull() ? OptionalInt.empty() : OptionalInt.of(version);
        } catch (SQLException e) {
            // There is no such table. A database that does not answer fails at the next question.
            return OptionalInt.empty();
        }
    }

    /**
     * Does nothing if this Apium can use the tables, or if there are none yet.
     *
     * @throws DatabaseNotReadyException if they are those of a newer one
     */
    static void requireNoneNewer(DataSource dataSource) {
        try (Connection connection = dataSource.getConnection()) {
            OptionalInt version = in(connection);
            if (version.isPresent() && version.getAsInt() > CURRENT) {
                throw new DatabaseNotReadyException(newer(version.getAsInt()), null);
            }
        } catch (SQLException e) {
            throw new DatabaseNotReadyException(Schema.NO_ANSWER + e.getMessage(), e);
        }
    }

    /** {@return what is to be said of newer tables} */
    static String newer(int version) {
        return "Apium's tables have version " + version + ", which is newer than this Apium, whose version is "
                + CURRENT + ". Update the application, or give it a database of its own.";
    }

    /** {@return what is to be said of tables that are missing or older, and that Apium is not to create} */
    static String missing(OptionalInt version, SupportedDatabase database) {
        String script = "io.apium.jpa.SchemaScript " + database.name().toLowerCase(Locale.ROOT);
        String found = version.isPresent()
                ? "have version " + version.getAsInt() + " and not " + CURRENT
                : "are missing, or older than version " + FIRST;
        return "Apium's tables " + found + ", and apium.schema-migrate is false. Run what " + script
                + (version.isPresent() ? " " + version.getAsInt() : "") + " prints, or let Apium update them.";
    }
}
