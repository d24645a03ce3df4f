package io.apium.jpa;

import io.apium.spi.Lease;
import io.apium.spi.LeaseStore;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * Keeps leases in the table {@code apium_lease}. A lease is lost if its holder has no row in {@code apium_node}, or one that
 * is too old.
 *
 * <p><b>Transaction, threading, errors.</b> As in {@link JpaResultStore}.
 */
final class JpaLeaseStore implements LeaseStore {

    private final EntityManagers entityManagers;

    JpaLeaseStore(EntityManagers entityManagers) {
        this.entityManagers = entityManagers;
    }

    @Override
    public void insert(Lease lease) {
        entityManagers.persist(new LeaseRow(lease));
    }

    @Override
    public Optional<Integer> findLosses(String id, int attempt) {
        return entityManagers.read(entityManager -> entityManager
                .createNamedQuery(LeaseRow.LOSSES, Integer.class)
                .setParameter("id", id)
                .setParameter("attempt", attempt)
                .getResultStream()
                .findFirst());
    }

    @Override
    public List<Lease> findHeld(String holder) {
        return entityManagers.find(
                entityManager -> entityManager
                        .createNamedQuery(LeaseRow.HELD, LeaseRow.class)
                        .setParameter("holder", holder),
                LeaseRow::toLease);
    }

    @Override
    public boolean remove(Lease lease) {
        return entityManagers.write(entityManager -> BulkStatement.named(entityManager, LeaseRow.REMOVE)
                        .with("id", lease.id())
                        .with("attempt", lease.attempt())
                        .with("holder", lease.holder())
                        .with("losses", lease.losses())
                        .execute()
                > 0);
    }

    @Override
    public boolean removeLost(Lease lease, Duration silence) {
        return entityManagers.write(entityManager -> {
            Instant silentSince = entityManagers.clock().now(entityManager).minus(silence);
            return new BulkStatement(entityManager, LeaseRow.removeLost(entityManager, lease, silentSince)).execute()
                    > 0;
        });
    }

    @Override
    public List<Lease> findLost(Duration silence, int limit) {
        return entityManagers.find(
                entityManager -> {
                    Instant silentSince =
                            entityManagers.clock().now(entityManager).minus(silence);
                    return entityManager
                            .createNamedQuery(LeaseRow.LOST, LeaseRow.class)
                            .setParameter("silentSince", silentSince)
                            .setMaxResults(limit);
                },
                LeaseRow::toLease);
    }
}
