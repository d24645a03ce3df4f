package io.apium.ejb.cdi;

import io.apium.ejb.server.ServerResource;
import io.apium.ejb.server.ServerStart;
import io.apium.spi.Settings;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.event.Startup;
import jakarta.inject.Inject;
import java.util.concurrent.ScheduledExecutorService;

/** Lets a deployment that starts with its server be checked to the end when the server has started. */
@ApplicationScoped
class PostponedChecks {

    private static final System.Logger LOGGER = System.getLogger("io.apium.deployment");

    @Inject
    TaskExtension tasks;

    @Inject
    Settings settings;

    void start(@Observes Startup event) {
        try {
            ScheduledExecutorService scheduler =
                    ServerResource.SCHEDULER.find(ScheduledExecutorService.class, settings, EngineProducer.SCHEDULER);
            // Not in the thread that deploys, which may be in a component that is not complete yet.
            scheduler.execute(() -> tasks.checks().makePostponed(ServerStart.ofThisServer(), scheduler));
        } catch (IllegalStateException e) {
            LOGGER.log(
                    System.Logger.Level.WARNING,
                    "APIUM0503 What could not be told yet of this deployment and its server is not checked: "
                            + e.getMessage());
        }
    }
}
