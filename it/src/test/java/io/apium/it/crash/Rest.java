package io.apium.it.crash;

import java.util.List;
import java.util.Map;

/**
 * What is not at its end yet.
 *
 * @param unfinished how many tasks have not ended
 * @param leases how many leases are held
 * @param parked how many tasks are parked
 * @param messages how many messages each queue holds
 * @param databaseInDoubt prepared transactions of the database
 * @param brokerInDoubt prepared transactions of the broker
 * @param open transactions that a server has decided and not brought to an end
 */
record Rest(
        long unfinished,
        long leases,
        long parked,
        Map<String, Long> messages,
        List<String> databaseInDoubt,
        List<String> brokerInDoubt,
        List<String> open) {

    boolean isInDoubt() {
        return !databaseInDoubt.isEmpty() || !brokerInDoubt.isEmpty() || !open.isEmpty();
    }

    boolean isQuiet() {
        return unfinished == 0
                && leases == 0
                && parked == 0
                && messages.values().stream().allMatch(count -> count == 0)
                && !isInDoubt();
    }
}
