package io.apium.jpa;

import io.apium.spi.JoinStore;
import io.apium.spi.LeaseStore;
import io.apium.spi.NodeStore;
import io.apium.spi.OnceStore;
import io.apium.spi.ParkedStore;
import io.apium.spi.ResultStore;
import io.apium.spi.ScheduleStore;
import io.apium.spi.Settings;
import io.apium.spi.Transactions;
import io.apium.spi.WorkflowStore;
import jakarta.annotation.PreDestroy;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.event.Startup;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Inject;
import org.jspecify.annotations.Nullable;

/**
 * Gives an application in a server its stores, all in one database. It opens that when the application starts, so that one
 * that is not ready fails the deployment, and closes it when the application stops. A data source that only components can
 * look up, and not the library of an enterprise archive when it starts, is opened by the first component that uses a store.
 */
@ApplicationScoped
class JpaBackend {

    @Inject
    Settings settings;

    @Inject
    Transactions transactions;

    private @Nullable EntityManagers opened;

    void start(@Observes Startup event) {
        if (ResultDatabase.isWithinReach(settings)) {
            entityManagers();
        }
    }

    @Produces
    @ApplicationScoped
    ResultStore results() {
        return new JpaResultStore(entityManagers());
    }

    @Produces
    @ApplicationScoped
    LeaseStore leases() {
        return new JpaLeaseStore(entityManagers());
    }

    @Produces
    @ApplicationScoped
    NodeStore nodes() {
        return new JpaNodeStore(entityManagers());
    }

    @Produces
    @ApplicationScoped
    OnceStore calls() {
        return new JpaOnceStore(entityManagers());
    }

    @Produces
    @ApplicationScoped
    JoinStore joins() {
        return new JpaJoinStore(entityManagers());
    }

    @Produces
    @ApplicationScoped
    WorkflowStore workflows() {
        return new JpaWorkflowStore(entityManagers());
    }

    @Produces
    @ApplicationScoped
    ScheduleStore schedules() {
        return new JpaScheduleStore(entityManagers());
    }

    @Produces
    @ApplicationScoped
    ParkedStore parked() {
        return new JpaParkedStore(entityManagers());
    }

    // A message may arrive before the application has started, and in its transaction no table can be created.
    private synchronized EntityManagers entityManagers() {
        if (opened == null) {
            opened = transactions.outside(() -> JtaEntityManagers.open(settings, transactions));
        }
        return opened;
    }

    @PreDestroy
    synchronized void close() {
        if (opened != null) {
            opened.close();
        }
    }
}
