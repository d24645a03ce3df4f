package io.apium;

import java.util.List;

/**
 * Whether this node can be trusted with work. Injected with CDI, for health checks.
 *
 * <p><b>Threading.</b> Safe for use by several threads.
 */
public interface NodeHealth {

    /** {@return the node's name, {@code app@host}} */
    String node();

    /**
     * {@return the tasks whose time limit has passed, but whose threads still run, for a thread cannot be killed; a
     * sentence each}
     */
    List<String> stuckTasks();

    /** {@return whether no more tasks are stuck than {@code apium.worker-max-stuck-tasks} allows} */
    boolean isHealthy();
}
