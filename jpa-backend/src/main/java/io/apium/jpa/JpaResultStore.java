package io.apium.jpa;

import io.apium.spi.ResultStore;
import io.apium.spi.StoredResult;
import java.util.List;
import java.util.Optional;
import javax.sql.DataSource;

/**
 * Keeps results in the table {@code apium_result}. An insert is one INSERT without a read before it, and a delete is one
 * DELETE.
 *
 * <p><b>Transaction.</b> In a server every method takes part in the current JTA transaction; inserts are sent at its commit,
 * in JDBC batches, or earlier if the same transaction reads or deletes. Without one, a write is a transaction of its own.
 * <b>Threading.</b> Safe for use by several threads. <b>Errors.</b> What the database refuses is thrown as a
 * {@link jakarta.persistence.PersistenceException}, or rolls the transaction back at commit.
 */
public final class JpaResultStore implements ResultStore, AutoCloseable {

    private final EntityManagers entityManagers;

    JpaResultStore(EntityManagers entityManagers) {
        this.entityManagers = entityManagers;
    }

    /**
     * Opens the results of a database for a program outside a server, which needs a persistence provider such as Hibernate on
     * its class path. It creates no tables. The caller must close the store, and keeps the data source.
     *
     * @throws DatabaseNotReadyException if the database does not hold Apium's tables
     */
    public static JpaResultStore open(DataSource dataSource) {
        return new JpaResultStore(new LocalEntityManagers(PersistenceUnit.openLocal(dataSource)));
    }

    @Override
    public void insert(StoredResult result) {
        entityManagers.write(entityManager -> {
            entityManager.persist(new ResultRow(result));
            return true;
        });
    }

    @Override
    public Optional<StoredResult> find(String id) {
        return entityManagers.read(entityManager -> {
            List<ResultRow> rows = entityManager
                    .createNamedQuery(ResultRow.FIND, ResultRow.class)
                    .setParameter("id", id)
                    .getResultList();
            // Kept in the persistence context, the row would hide a later commit from the next call.
            rows.forEach(entityManager::detach);
            return rows.stream().map(ResultRow::toStoredResult).findFirst();
        });
    }

    @Override
    public boolean delete(String id) {
        return entityManagers.write(entityManager -> {
            entityManager.flush();
            int deleted = entityManager
                    .createNamedQuery(ResultRow.DELETE)
                    .setParameter("id", id)
                    .executeUpdate();
            // The statement bypasses the persistence context, which would refuse a new row with the deleted one's id.
            entityManager.clear();
            return deleted > 0;
        });
    }

    @Override
    public void close() {
        entityManagers.close();
    }
}
