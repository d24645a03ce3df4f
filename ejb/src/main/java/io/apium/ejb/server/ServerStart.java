package io.apium.ejb.server;

import java.lang.management.ManagementFactory;
import javax.management.JMException;
import javax.management.MBeanServer;
import javax.management.ObjectName;

/**
 * Tells whether the server is still starting, so that what it lacks may come yet.
 *
 * @param beans the server's management beans
 */
public record ServerStart(MBeanServer beans) {

    /** Other than the beans of WildFly's subsystems, it is there from the first moment. */
    private static final String WILDFLY_STATE = "jboss.root:type=state";

    /** {@return the start of this server} */
    public static ServerStart ofThisServer() {
        return new ServerStart(ManagementFactory.getPlatformMBeanServer());
    }

    /** {@return whether it is going on; false if the server does not tell} */
    public boolean isGoingOn() {
        try {
            var wildFly = new ObjectName(WILDFLY_STATE);
            return beans.isRegistered(wildFly)
                    && "starting".equalsIgnoreCase(String.valueOf(beans.getAttribute(wildFly, "ProcessState")));
        } catch (JMException | RuntimeException e) {
            return false;
        }
    }
}
