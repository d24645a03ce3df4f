package io.apium.ejb.server;

import java.util.Optional;
import java.util.Set;
import javax.management.JMException;
import javax.management.MBeanServer;
import javax.management.MalformedObjectNameException;
import javax.management.ObjectName;

/**
 * What a server tells of itself.
 *
 * @param server has the server's management beans
 */
record ManagementBeans(MBeanServer server) {

    /** {@return the beans of that name, which may be a pattern} */
    Set<ObjectName> find(String pattern) {
        try {
            return server.queryNames(new ObjectName(pattern), null);
        } catch (MalformedObjectNameException e) {
            throw new IllegalArgumentException(pattern, e);
        }
    }

    /** {@return an attribute of a bean, if this version of the server tells it} */
    Optional<Object> attribute(ObjectName bean, String attribute) {
        try {
            return Optional.ofNullable(server.getAttribute(bean, attribute));
        } catch (JMException e) {
            return Optional.empty();
        }
    }
}
