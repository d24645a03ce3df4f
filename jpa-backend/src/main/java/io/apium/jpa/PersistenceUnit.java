package io.apium.jpa;

import jakarta.persistence.EntityManagerFactory;
import jakarta.persistence.Persistence;
import java.util.Map;
import javax.sql.DataSource;

/** Opens the persistence unit {@code apium} of this jar on a data source that is known only at run time. */
final class PersistenceUnit {

    private PersistenceUnit() {}

    /**
     * Opens it so that its entity managers join JTA transactions.
     *
     * @throws DatabaseNotReadyException if the database lacks a table
     */
    static EntityManagerFactory openJta(DataSource dataSource) {
        return open(
                Map.of("jakarta.persistence.transactionType", "JTA", "jakarta.persistence.jtaDataSource", dataSource));
    }

    /**
     * Opens it so that its entity managers have transactions of their own.
     *
     * @throws DatabaseNotReadyException if the database lacks a table
     */
    static EntityManagerFactory openLocal(DataSource dataSource) {
        return open(Map.of(
                "jakarta.persistence.transactionType",
                "RESOURCE_LOCAL",
                "jakarta.persistence.nonJtaDataSource",
                dataSource));
    }

    private static EntityManagerFactory open(Map<String, Object> properties) {
        EntityManagerFactory factory = create(properties);
        try {
            Schema.require(factory);
            return factory;
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
}
