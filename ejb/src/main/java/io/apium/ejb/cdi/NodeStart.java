package io.apium.ejb.cdi;

import io.apium.ejb.worker.WorkerNode;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.event.Shutdown;
import jakarta.enterprise.event.Startup;
import jakarta.inject.Inject;

/**
 * Lets a deployment with workers come to life as a node when it starts, so that it takes over what lost nodes have left before
 * its own first message comes. When the deployment stops, the node goes.
 */
@ApplicationScoped
class NodeStart {

    private static final System.Logger LOGGER = System.getLogger("io.apium.worker");

    @Inject
    TaskExtension tasks;

    @Inject
    WorkerNode node;

    void start(@Observes Startup event) {
        try {
            var defined = tasks.definedQueues();
            if (!tasks.workers().isEmpty()) {
                node.start();
            }
            // Also without a message of its own, the node may have to help with what waits for a slot.
            tasks.workers().forEach(worker -> worker.queue(defined).ifPresent(node::serve));
        } catch (IllegalStateException e) {
            LOGGER.log(
                    System.Logger.Level.INFO,
                    "APIUM0202 The node comes to life with its first message, because what it needs of the server"
                            + " cannot be reached yet: " + e.getMessage());
        } finally {
            node.open();
        }
    }

    void stop(@Observes Shutdown event) {
        node.stop();
    }
}
