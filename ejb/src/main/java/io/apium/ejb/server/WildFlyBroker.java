package io.apium.ejb.server;

import static java.util.stream.Collectors.toSet;

import java.util.Arrays;
import java.util.Set;
import javax.management.MBeanServer;
import javax.management.ObjectName;

/**
 * Where the broker lives that a WildFly works with.
 *
 * @param beans the server's management beans
 */
public record WildFlyBroker(MBeanServer beans) {

    private static final String MESSAGING = "jboss.as:subsystem=messaging-activemq,";

    /** What can bring messages in that another broker has delivered before. */
    private static final Set<String> OTHER_BROKERS = Set.of(
            MESSAGING + "pooled-connection-factory=*",
            MESSAGING + "server=*,cluster-connection=*",
            MESSAGING + "server=*,ha-policy=*",
            "jboss.as:subsystem=resource-adapters,resource-adapter=*");

    /**
     * {@return whether all messages come from a broker inside this process, which no other broker hands its messages to} On
     * another server, and if it cannot be told, it is false.
     */
    public boolean endsWithThisProcess() {
        var server = new ManagementBeans(beans);
        var inside = server.find(MESSAGING + "server=*,in-vm-connector=*").stream()
                .map(connector -> connector.getKeyProperty("in-vm-connector"))
                .collect(toSet());
        var factories = server.find(MESSAGING + "server=*,pooled-connection-factory=*");
        return !factories.isEmpty()
                && factories.stream().allMatch(factory -> leadsInside(server, factory, inside))
                && OTHER_BROKERS.stream().allMatch(pattern -> server.find(pattern).isEmpty());
    }

    private static boolean leadsInside(ManagementBeans server, ObjectName factory, Set<String> inside) {
        return server.attribute(factory, "connectors")
                .filter(connectors -> connectors instanceof Object[] names && inside.containsAll(Arrays.asList(names)))
                .isPresent();
    }
}
