package io.apium.spi;

/**
 * All that a worker keeps.
 *
 * @param results how tasks ended
 * @param leases what runs outside a transaction
 * @param nodes which nodes are alive
 * @param calls what calls to the outside world returned
 * @param joins who waits for groups
 * @param workflows what is still to be sent, and what was planned
 * @param schedules what is run periodically
 * @param parked what waits for its time
 */
public record Stores(
        ResultStore results,
        LeaseStore leases,
        NodeStore nodes,
        OnceStore calls,
        JoinStore joins,
        WorkflowStore workflows,
        ScheduleStore schedules,
        ParkedStore parked) {}
