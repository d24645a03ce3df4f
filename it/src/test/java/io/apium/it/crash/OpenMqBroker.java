package io.apium.it.crash;

import com.sun.tools.attach.VirtualMachine;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.LongSupplier;
import javax.management.MBeanServerConnection;
import javax.management.ObjectName;
import javax.management.openmbean.CompositeData;
import javax.management.remote.JMXConnectorFactory;
import javax.management.remote.JMXServiceURL;

/**
 * The OpenMQ inside a server, asked by its MBeans.
 *
 * @param pid the process of the server
 */
record OpenMqBroker(LongSupplier pid) implements Broker {

    private static final String DOMAIN = "com.sun.messaging.jms.server:";

    @Override
    @SuppressWarnings("BanJNDI") // The server is this machine's own.
    public Holdings holdings(List<String> queues) throws Exception {
        var jvm = VirtualMachine.attach(String.valueOf(pid.getAsLong()));
        try (var connector = JMXConnectorFactory.connect(new JMXServiceURL(jvm.startLocalManagementAgent()))) {
            var beans = connector.getMBeanServerConnection();
            return new Holdings(messages(beans, queues), prepared(beans));
        } finally {
            jvm.detach();
        }
    }

    private static Map<String, Long> messages(MBeanServerConnection beans, List<String> queues) throws Exception {
        var messages = new LinkedHashMap<String, Long>();
        for (var queue : queues) {
            var name = new ObjectName(
                    DOMAIN + "type=Destination,subtype=Monitor,desttype=q,name=" + ObjectName.quote(queue));
            // It makes a queue when it is first used.
            messages.put(
                    queue,
                    beans.isRegistered(name)
                            ? number(beans, name, "NumMsgs") + number(beans, name, "NumMsgsInDelayDelivery")
                            : 0L);
        }
        return messages;
    }

    private static long number(MBeanServerConnection beans, ObjectName name, String attribute) throws Exception {
        return ((Number) beans.getAttribute(name, attribute)).longValue();
    }

    private static List<String> prepared(MBeanServerConnection beans) throws Exception {
        var transactions = (CompositeData[]) beans.invoke(
                new ObjectName(DOMAIN + "type=TransactionManager,subtype=Monitor"),
                "getTransactionInfo",
                new Object[0],
                new String[0]);
        var prepared = new ArrayList<String>();
        for (var transaction : transactions == null ? new CompositeData[0] : transactions) {
            if (String.valueOf(transaction.get("StateLabel")).contains("PREPARED")) {
                prepared.add(String.valueOf(transaction.get("XID")));
            }
        }
        return prepared;
    }
}
