package io.apium.jpa;

import jakarta.persistence.EntityManagerFactory;
import jakarta.persistence.Persistence;
import java.util.Map;
import javax.sql.DataSource;

/**
 * The persistence unit {@code apium} of this jar, open on a data source that is known only at run time.
 *
 * @param factory makes its entity managers
 * @param clock the clock of its database
 */
record PersistenceUnit(EntityManagerFactory factory, DatabaseClock clock) implements AutoCloseable {

    /**
     * Opens it so that its entity managers join JTA transactions.
     *
     * @throws DatabaseNotReadyException if the database is not a supported one, or lacks a table
     */
    static PersistenceUnit openJta(DataSource dataSource) {
        return open(
                dataSource,
                Map.of("jakarta.persistence.transactionType", "JTA", "jakarta.persistence.jtaDataSource", dataSource));
    }

    /**
     * Opens it so that its entity managers have transactions of their own.
     *
     * @throws DatabaseNotReadyException if the database is not a supported one, or lacks a table
     */
    static PersistenceUnit openLocal(DataSource dataSource) {
        return open(
                dataSource,
                Map.of(
                        "jakarta.persistence.transactionType",
                        "RESOURCE_LOCAL",
                        "jakarta.persistence.nonJtaDataSource",
                        dataSource));
    }

    private static PersistenceUnit open(DataSource dataSource, Map<String, Object> properties) {
        SupportedDatabase database = Schema.database(dataSource);
        EntityManagerFactory factory = create(properties);
        try {
            Schema.require(factory);
            return new PersistenceUnit(factory, database.clock());
        } catch (DatabaseNotReadyException e) {
            factory.close();
            throw e;
        }
    }

    // The provider looks for persistence.xml through the context class loader, which in a server belongs to the caller.
    private static EntityManagerFactory create(Map<String, Object> properties) {
        Thread thread = Thread.currentThread();
        ClassLoader callers = thread.getContextClassLoader();
        thread.setContextClassLoader(PersistenceUnit.class.getClassLoader());
        try {
            return Persistence.createEntityManagerFactory("apium", properties);
        } finally {
            thread.setContextClassLoader(callers);
        }
    }

    @Override
    public void close() {
        factory.close();
    }
}
