package io.apium.jpa;

import io.apium.spi.WorkflowStore;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Keeps plans and tails in the table {@code apium_workflow_page}, and the messages of failed tasks in {@code
 * apium_failed_message}.
 *
 * <p><b>Transaction, threading, errors.</b> As in {@link JpaResultStore}.
 */
final class JpaWorkflowStore implements WorkflowStore {

    private final EntityManagers entityManagers;

    JpaWorkflowStore(EntityManagers entityManagers) {
        this.entityManagers = entityManagers;
    }

    @Override
    public void insert(Page page) {
        entityManagers.write(entityManager -> {
            PageRow row = new PageRow(page);
            entityManager.persist(row);
            entityManager.flush();
            // A large plan has many, which must not all be held until the commit.
            entityManager.detach(row);
            return true;
        });
    }

    @Override
    public Optional<Page> find(String id, int number) {
        return entityManagers
                .find(
                        entityManager -> entityManager
                                .createNamedQuery(PageRow.FIND, PageRow.class)
                                .setParameter("id", id)
                                .setParameter("page", number),
                        PageRow::toPage)
                .stream()
                .findFirst();
    }

    @Override
    public boolean delete(String id, int number) {
        return entityManagers.write(entityManager -> BulkStatement.named(entityManager, PageRow.DELETE)
                        .with("id", id)
                        .with("page", number)
                        .execute()
                > 0);
    }

    @Override
    public void expire(String id, @Nullable Instant expiresAt) {
        entityManagers.write(entityManager -> {
            // As a parameter, EclipseLink would send null as text, which PostgreSQL does not take for a timestamp.
            var statement = expiresAt == null
                    ? BulkStatement.named(entityManager, PageRow.KEEP)
                    : BulkStatement.named(entityManager, PageRow.EXPIRE).with("expiresAt", expiresAt);
            return statement.with("id", id).execute();
        });
    }

    @Override
    public List<Page> plan(String rootId) {
        return entityManagers.find(
                entityManager -> entityManager
                        .createNamedQuery(PageRow.OF_ROOT, PageRow.class)
                        .setParameter("rootId", rootId),
                PageRow::toPage);
    }

    @Override
    public void insert(FailedMessage message) {
        entityManagers.persist(new FailedRow(message));
    }

    @Override
    public List<FailedMessage> failed(String rootId) {
        return entityManagers.find(
                entityManager -> entityManager
                        .createNamedQuery(FailedRow.OF_ROOT, FailedRow.class)
                        .setParameter("rootId", rootId),
                FailedRow::toFailedMessage);
    }

    @Override
    public boolean deleteFailed(String id) {
        return entityManagers.write(entityManager -> BulkStatement.named(entityManager, FailedRow.DELETE)
                        .with("id", id)
                        .execute()
                > 0);
    }
}
