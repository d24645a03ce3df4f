package io.apium.it.crash;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import org.apache.activemq.artemis.api.core.management.SimpleManagement;

/**
 * An Artemis, asked by its management messages.
 *
 * @param uri where it listens
 * @param prefix what goes before the name of a queue
 */
record ArtemisBroker(String uri, String user, String password, String prefix) implements Broker {

    @Override
    public Holdings holdings(List<String> queues) throws Exception {
        var management = new SimpleManagement(uri, user, password).open();
        try {
            var messages = new LinkedHashMap<String, Long>();
            for (var queue : queues) {
                messages.put(queue, management.getMessageCountOnQueue(prefix + queue));
            }
            var prepared = management.simpleManagement("broker", "listPreparedTransactionDetailsAsJSON");
            // It says nothing if there is none.
            if (!prepared.isBlank() && !prepared.contains("\"xid\"")) {
                throw new IllegalStateException("What is prepared cannot be read from: " + prepared);
            }
            return new Holdings(
                    messages,
                    Arrays.stream(prepared.split("\\},\\{", -1))
                            .filter(transaction -> transaction.contains("xid"))
                            .toList());
        } finally {
            management.close();
        }
    }
}
