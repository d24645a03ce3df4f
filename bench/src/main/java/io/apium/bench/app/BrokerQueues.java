package io.apium.bench.app;

import java.lang.management.ManagementFactory;
import javax.management.JMException;
import javax.management.ObjectName;

/** The queues of the server that the caller runs in. */
final class BrokerQueues {

    private static final String DOMAIN = "jboss.as:subsystem=messaging-activemq,server=default,jms-queue=";

    private BrokerQueues() {}

    /** {@return how many messages the queue holds, those that are being worked off included} */
    static long depth(String queue) {
        return number(DOMAIN + queue, "messageCount");
    }

    /** {@return how many messages have ever been sent to any queue} */
    static long added() {
        try {
            var sum = 0L;
            for (var queue :
                    ManagementFactory.getPlatformMBeanServer().queryNames(new ObjectName(DOMAIN + "*"), null)) {
                sum += number(queue.getCanonicalName(), "messagesAdded");
            }
            return sum;
        } catch (JMException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Delivers none of the queue's messages until {@link #resume}. */
    static void pause(String queue) {
        invoke(queue, "pause");
    }

    static void resume(String queue) {
        invoke(queue, "resume");
    }

    private static long number(String name, String attribute) {
        try {
            return ((Number) ManagementFactory.getPlatformMBeanServer().getAttribute(new ObjectName(name), attribute))
                    .longValue();
        } catch (JMException e) {
            throw new IllegalStateException(e);
        }
    }

    private static void invoke(String queue, String operation) {
        try {
            ManagementFactory.getPlatformMBeanServer()
                    .invoke(new ObjectName(DOMAIN + queue), operation, new Object[0], new String[0]);
        } catch (JMException e) {
            throw new IllegalStateException(e);
        }
    }
}
