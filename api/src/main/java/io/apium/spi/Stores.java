package io.apium.spi;

/**
 * All that a worker keeps.
 *
 * @param results how tasks ended
 * @param leases what runs outside a transaction
 * @param nodes which nodes are alive
 * @param calls what calls to the outside world returned
 */
public record Stores(ResultStore results, LeaseStore leases, NodeStore nodes, OnceStore calls) {}
