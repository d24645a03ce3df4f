package io.apium.it;

import java.lang.management.ManagementFactory;
import javax.management.JMException;
import javax.management.ObjectName;

/** What the server that the caller runs in says about its queues. */
final class QueueDepth {

    private QueueDepth() {}

    /** {@return how many messages the queue holds, those that are being worked off included} */
    static long of(String queue) {
        return attribute(queue, "messageCount");
    }

    /** {@return how many messages have ever been sent to the queue} */
    static long added(String queue) {
        return attribute(queue, "messagesAdded");
    }

    private static long attribute(String queue, String name) {
        var server = ManagementFactory.getPlatformMBeanServer();
        try {
            // A queue that the deployment defines is below the deployment.
            var names = server.queryNames(new ObjectName("jboss.as:jms-queue=" + queue + ",*"), null);
            var queueName = names.stream()
                    .findFirst()
                    .orElseThrow(() -> new IllegalStateException("The server has no queue " + queue));
            return ((Number) server.getAttribute(queueName, name)).longValue();
        } catch (JMException e) {
            throw new IllegalStateException(e);
        }
    }
}
