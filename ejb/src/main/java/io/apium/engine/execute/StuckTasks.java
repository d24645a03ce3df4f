package io.apium.engine.execute;

import io.apium.NodeHealth;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** Tasks whose time is up, but whose threads do not end: a thread cannot be killed. Thread-safe. */
final class StuckTasks implements NodeHealth {

    private static final ExecutionLog LOG = new ExecutionLog();

    private final Map<Deadline, Attempt> stuck = new ConcurrentHashMap<>();
    private final String node;
    private final int maxStuck;

    /**
     * Creates the collection.
     *
     * @param maxStuck with how many of them the node counts as healthy
     */
    StuckTasks(String node, int maxStuck) {
        this.node = node;
        this.maxStuck = maxStuck;
    }

    @Override
    public String node() {
        return node;
    }

    @Override
    public List<String> stuckTasks() {
        forgetEnded();
        return stuck.values().stream()
                .map(attempt -> "Task " + attempt.identity() + " runs on " + attempt.worker() + " since "
                        + attempt.startedAt() + " and does not end")
                .toList();
    }

    @Override
    public boolean isHealthy() {
        forgetEnded();
        return stuck.size() <= maxStuck;
    }

    /** Counts the task as stuck if its thread still works at it. */
    void check(Attempt attempt, Deadline deadline) {
        if (!deadline.hasLeft()) {
            stuck.put(deadline, attempt);
            forgetEnded();
            LOG.stuck(attempt.identity(), deadline.trace(), stuck.size());
        }
    }

    private void forgetEnded() {
        stuck.keySet().removeIf(Deadline::hasLeft);
    }
}
