package io.apium.ejb.server;

import static java.util.stream.Collectors.toSet;

import java.util.Arrays;
import java.util.Optional;
import java.util.Set;
import javax.management.MBeanServer;
import javax.management.ObjectName;

/** Where the broker lives that a WildFly works with. Thread-safe. */
public final class WildFlyBroker {

    private static final String MESSAGING = "jboss.as:subsystem=messaging-activemq,";

    /** What can bring messages in that another broker has delivered before. */
    private static final Set<String> OTHER_BROKERS = Set.of(
            MESSAGING + "pooled-connection-factory=*",
            MESSAGING + "server=*,cluster-connection=*",
            MESSAGING + "server=*,ha-policy=*",
            "jboss.as:subsystem=resource-adapters,resource-adapter=*");

    private final MBeanServer beans;

    /** What is known; nothing as long as the server starts. */
    private volatile Optional<Boolean> known = Optional.empty();

    /**
     * Creates it.
     *
     * @param beans the server's management beans
     */
    public WildFlyBroker(MBeanServer beans) {
        this.beans = beans;
    }

    /**
     * {@return whether all messages come from a broker inside this process, which no other broker hands its messages to} On
     * another server, and if it cannot be told, it is false.
     */
    public boolean endsWithThisProcess() {
        if (known.isEmpty() && !new ServerStart(beans).isGoingOn()) {
            known = Optional.of(isInside());
        }
        return known.orElse(false);
    }

    private boolean isInside() {
        var server = new ManagementBeans(beans);
        var inside = server.find(MESSAGING + "server=*,in-vm-connector=*").stream()
                .map(connector -> connector.getKeyProperty("in-vm-connector"))
                .collect(toSet());
        var factories = server.find(MESSAGING + "server=*,pooled-connection-factory=*");
        return !factories.isEmpty()
                && factories.stream().allMatch(factory -> leadsInside(server, factory, inside))
                && OTHER_BROKERS.stream()
                        .allMatch(pattern -> server.find(pattern).isEmpty());
    }

    private static boolean leadsInside(ManagementBeans server, ObjectName factory, Set<String> inside) {
        return server.attribute(factory, "connectors")
                .filter(connectors -> connectors instanceof Object[] names && inside.containsAll(Arrays.asList(names)))
                .isPresent();
    }
}
