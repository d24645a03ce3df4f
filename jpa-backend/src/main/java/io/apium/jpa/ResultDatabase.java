package io.apium.jpa;

import io.apium.spi.Settings;
import jakarta.persistence.PersistenceException;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Optional;
import javax.sql.DataSource;

/**
 * The database that the settings name, from finding it to opening it.
 *
 * @param dataSource where its connections come from
 * @param name what the settings call it
 * @param migrates whether its tables are brought to this version before it is opened
 */
record ResultDatabase(DataSource dataSource, String name, boolean migrates) {

    static final String DATA_SOURCE = "apium.result-data-source";
    static final String SCHEMA_MIGRATE = "apium.schema-migrate";

    static final String DEFAULT = "java:comp/DefaultDataSource";

    /**
     * {@return the database that the settings name}
     *
     * @throws DatabaseNotReadyException if the server has no such data source
     */
    static ResultDatabase find(Settings settings) {
        String name = dataSource(settings);
        DataSource dataSource = lookUp(name).orElseThrow(() -> new DatabaseNotReadyException(missing(settings), null));
        return new ResultDatabase(dataSource, name, migrates(settings));
    }

    /** {@return the database that the settings name, if the calling thread can look its data source up} */
    static Optional<ResultDatabase> findWithinReach(Settings settings) {
        String name = dataSource(settings);
        return lookUp(name).map(dataSource -> new ResultDatabase(dataSource, name, migrates(settings)));
    }

    /** {@return what is to be said if there is no such data source} */
    static String missing(Settings settings) {
        return "Results cannot be kept: the server has no data source '" + dataSource(settings)
                + "'. Define it there, or" + " set " + DATA_SOURCE + " to the JNDI name of another one.";
    }

    private static boolean migrates(Settings settings) {
        return Boolean.parseBoolean(settings.get(SCHEMA_MIGRATE, "true"));
    }

    /**
     * {@return whether its data source can be looked up by the calling thread} A name in {@code java:comp} cannot when an
     * enterprise archive's library starts, and can when one of its components first uses it.
     */
    static boolean isWithinReach(Settings settings) {
        String name = dataSource(settings);
        return lookUp(name).isPresent() || !Naming.isOutOfReach(name);
    }

    /** {@return whether the server has its data source before, and without, any application} */
    static boolean isGlobal(Settings settings) {
        return !dataSource(settings).matches("java:(comp|module|app)/.*");
    }

    /** A server's own threads have no {@code java:comp}, but on WildFly they can ask what its default data source is. */
    private static Optional<DataSource> lookUp(String name) {
        return PayaraDataSources.find(name)
                .or(() -> Naming.find(DataSource.class, name))
                .or(() -> name.equals(DEFAULT)
                        ? WildFlyDataSources.defaultDataSource()
                                .flatMap(global -> Naming.find(DataSource.class, global))
                        : Optional.empty());
    }

    private static String dataSource(Settings settings) {
        return settings.get(DATA_SOURCE, DEFAULT);
    }

    /**
     * Prepares the tables and opens the database so that its entity managers join JTA transactions.
     *
     * @throws DatabaseNotReadyException if the tables are not there or cannot be brought to this version, or transactions
     *     do not see what others commit
     */
    PersistenceUnit open() {
        try {
            requireReadCommitted();
            if (migrates) {
                new Schema(dataSource).migrate();
            }
            return PersistenceUnit.openJta(dataSource);
        } catch (DatabaseNotReadyException | PersistenceException e) {
            throw new DatabaseNotReadyException(
                    "Results cannot be kept in the data source '" + name + "' (" + DATA_SOURCE + "): " + e.getMessage(),
                    e);
        }
    }

    private void requireReadCommitted() {
        try (Connection connection = dataSource.getConnection()) {
            if (!DatabaseInspection.seesWhatOthersCommit(connection)) {
                throw new DatabaseNotReadyException(DatabaseInspection.ISOLATION, null);
            }
        } catch (SQLException e) {
            throw new DatabaseNotReadyException(Schema.NO_ANSWER + e.getMessage(), e);
        }
    }
}
