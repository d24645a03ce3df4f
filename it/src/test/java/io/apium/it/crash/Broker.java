package io.apium.it.crash;

import java.util.List;
import java.util.Map;

/** What the audit asks a broker. */
interface Broker {

    /** {@return what it holds in these queues} */
    Holdings holdings(List<String> queues) throws Exception;

    /**
     * What a broker holds.
     *
     * @param messages how many messages in each queue: waiting, delayed, delivered or in doubt
     * @param prepared the transactions that are prepared, and neither committed nor rolled back
     */
    record Holdings(Map<String, Long> messages, List<String> prepared) {}
}
