package io.apium.jpa;

import jakarta.persistence.EntityManagerFactory;
import jakarta.persistence.PersistenceException;
import jakarta.persistence.spi.PersistenceProviderResolverHolder;
import jakarta.persistence.spi.PersistenceUnitTransactionType;
import java.util.Map;
import java.util.Objects;
import javax.sql.DataSource;

/**
 * The persistence unit {@code apium} of this jar, open on a data source that is known only at run time.
 *
 * @param factory makes its entity managers
 * @param database its database
 */
record PersistenceUnit(EntityManagerFactory factory, SupportedDatabase database) implements AutoCloseable {

    /**
     * Opens it so that its entity managers join JTA transactions.
     *
     * @throws DatabaseNotReadyException if the database is not a supported one, lacks a table, or has a newer Apium's
     */
    static PersistenceUnit openJta(DataSource dataSource) {
        return open(new UnitDescription(dataSource, PersistenceUnitTransactionType.JTA));
    }

    /**
     * Opens it so that its entity managers have transactions of their own.
     *
     * @throws DatabaseNotReadyException if the database is not a supported one, lacks a table, or has a newer Apium's
     */
    static PersistenceUnit openLocal(DataSource dataSource) {
        return open(new UnitDescription(dataSource, PersistenceUnitTransactionType.RESOURCE_LOCAL));
    }

    private static PersistenceUnit open(UnitDescription description) {
        SupportedDatabase database = Schema.database(description.dataSource());
        EntityManagerFactory factory = create(description);
        try {
            Schema.require(description.dataSource(), factory);
            return new PersistenceUnit(factory, database);
        } catch (DatabaseNotReadyException e) {
            factory.close();
            throw e;
        }
    }

    // A provider loads classes through the context class loader too, which in a server belongs to the caller.
    private static EntityManagerFactory create(UnitDescription description) {
        Thread thread = Thread.currentThread();
        ClassLoader callers = thread.getContextClassLoader();
        thread.setContextClassLoader(PersistenceUnit.class.getClassLoader());
        try {
            return PersistenceProviderResolverHolder.getPersistenceProviderResolver().getPersistenceProviders().stream()
                    .map(provider -> provider.createContainerEntityManagerFactory(description, Map.of()))
                    .filter(Objects::nonNull)
                    .findFirst()
                    .orElseThrow(() -> new PersistenceException("There is no persistence provider, such as Hibernate"));
        } finally {
            thread.setContextClassLoader(callers);
        }
    }

    @Override
    public void close() {
        factory.close();
    }
}
