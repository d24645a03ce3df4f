package io.apium.it;

import java.lang.management.ManagementFactory;
import java.util.List;
import java.util.Optional;
import javax.management.JMException;
import javax.management.ObjectName;

/** What the server that the caller runs in says about its queues. */
final class QueueDepth {

    private QueueDepth() {}

    /** {@return how many messages the queue holds, those that are being worked off included} */
    static long of(String queue) {
        return attribute(queue, Attribute.DEPTH);
    }

    /** {@return how many messages have ever been sent to the queue} */
    static long added(String queue) {
        return attribute(queue, Attribute.ADDED);
    }

    private static long attribute(String queue, Attribute attribute) {
        // On WildFly, a queue that the deployment defines is below the deployment.
        return attribute("jboss.as:jms-queue=" + queue + ",*", attribute.artemis)
                .or(() -> attribute(
                        "com.sun.messaging.jms.server:type=Destination,subtype=Monitor,desttype=q,name=\"" + queue
                                + "\"",
                        attribute.openMq))
                .orElseThrow(() -> new IllegalStateException("The server has no queue " + queue));
    }

    private static Optional<Long> attribute(String pattern, List<String> names) {
        var server = ManagementFactory.getPlatformMBeanServer();
        try {
            var queue =
                    server.queryNames(new ObjectName(pattern), null).stream().findFirst();
            if (queue.isEmpty()) {
                return Optional.empty();
            }
            var sum = 0L;
            for (var name : names) {
                sum += ((Number) server.getAttribute(queue.get(), name)).longValue();
            }
            return Optional.of(sum);
        } catch (JMException e) {
            throw new IllegalStateException(e);
        }
    }

    /** What is asked, in the words of each broker. */
    private enum Attribute {
        DEPTH(List.of("messageCount"), List.of("NumMsgs", "NumMsgsInDelayDelivery")),
        ADDED(List.of("messagesAdded"), List.of("NumMsgsIn"));

        @SuppressWarnings("ImmutableEnumChecker") // List.of
        private final List<String> artemis;

        @SuppressWarnings("ImmutableEnumChecker") // List.of
        private final List<String> openMq;

        Attribute(List<String> artemis, List<String> openMq) {
            this.artemis = artemis;
            this.openMq = openMq;
        }
    }
}
