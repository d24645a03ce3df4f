package io.apium.jpa;

import jakarta.persistence.EntityManager;
import jakarta.persistence.EntityManagerFactory;
import jakarta.persistence.PersistenceException;
import jakarta.persistence.Table;
import jakarta.persistence.metamodel.EntityType;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Arrays;
import java.util.Map;
import java.util.TreeMap;
import javax.sql.DataSource;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.FlywayException;

/**
 * Apium's tables in the schema that a data source connects to. They are versioned in {@code apium_schema_history} and leave
 * other tables, and their history, alone.
 *
 * <p><b>Transaction.</b> Must be called outside a JTA transaction. <b>Threading.</b> Several nodes may call it at once: one
 * migrates, the others wait and find it done.
 */
final class Schema {

    static final String NO_ANSWER = "The database does not answer: ";

    private static final String HISTORY = "apium_schema_history";

    private final DataSource dataSource;

    Schema(DataSource dataSource) {
        this.dataSource = dataSource;
    }

    /**
     * Brings the tables to this version.
     *
     * @throws DatabaseNotReadyException if that fails; a migration that failed is rolled back where the database can
     */
    void migrate() {
        SupportedDatabase database = database(dataSource);
        if (!database.isMigrated()) {
            throw new DatabaseNotReadyException(notMigrated(database), null);
        }
        try (Connection connection = dataSource.getConnection()) {
            connection.setAutoCommit(false);
            try {
                database.lock(connection);
                SchemaVersion.requireNoneNewer(dataSource);
                migrate(database);
            } finally {
                connection.rollback();
                connection.setAutoCommit(true);
            }
        } catch (SQLException | FlywayException e) {
            throw new DatabaseNotReadyException("Apium's tables cannot be created or updated: " + e.getMessage(), e);
        }
    }

    private void migrate(SupportedDatabase database) {
        Flyway.configure(Schema.class.getClassLoader())
                .dataSource(dataSource)
                .locations("classpath:io/apium/jpa/migration")
                .failOnMissingLocations(true)
                .placeholders(database.types().placeholders())
                .table(HISTORY)
                .baselineOnMigrate(true)
                .baselineVersion("0")
                .load()
                .migrate();
    }

    /**
     * {@return which database the data source connects to}
     *
     * @throws DatabaseNotReadyException if Apium does not know it, or cannot reach it
     */
    static SupportedDatabase database(DataSource dataSource) {
        try (Connection connection = dataSource.getConnection()) {
            String product = connection.getMetaData().getDatabaseProductName();
            return SupportedDatabase.of(product)
                    .orElseThrow(() -> new DatabaseNotReadyException(unsupported(product), null));
        } catch (SQLException e) {
            throw new DatabaseNotReadyException(NO_ANSWER + e.getMessage(), e);
        }
    }

    /** {@return what is to be said of a database that nobody knows} */
    static String unsupported(String product) {
        return "Apium can use " + Arrays.toString(SupportedDatabase.values()) + ", and this database is " + product
                + ".";
    }

    /** {@return what is to be said of a database that is not migrated, and is to be} */
    static String notMigrated(SupportedDatabase database) {
        return "Apium does not create its tables in " + database + " itself. Run the script that io.apium.jpa"
                + ".SchemaScript prints, and set apium.schema-migrate to false.";
    }

    /**
     * Reads from the tables, as the persistence unit describes them.
     *
     * @throws DatabaseNotReadyException if one is missing, or lacks a column, the message names all that do; or if they are
     *     those of a newer Apium
     */
    static void require(DataSource dataSource, EntityManagerFactory factory) {
        SchemaVersion.requireNoneNewer(dataSource);
        Map<String, PersistenceException> faults = faults(factory);
        if (!faults.isEmpty()) {
            throw new DatabaseNotReadyException(
                    "Tables are missing, or are not this version's: " + String.join(", ", faults.keySet())
                            + ". Apium creates them when an application is deployed, unless"
                            + " apium.schema-migrate is false; io.apium.jpa.SchemaScript prints the script.",
                    faults.values().iterator().next());
        }
    }

    private static Map<String, PersistenceException> faults(EntityManagerFactory factory) {
        Map<String, PersistenceException> faults = new TreeMap<>();
        for (EntityType<?> row : factory.getMetamodel().getEntities()) {
            EntityManager entityManager = factory.createEntityManager();
            try {
                entityManager
                        .createQuery("select r from " + row.getName() + " r where 1 = 0", row.getJavaType())
                        .getResultList();
            } catch (PersistenceException e) {
                faults.put(row.getJavaType().getAnnotation(Table.class).name(), e);
            } finally {
                entityManager.close();
            }
        }
        return faults;
    }
}
