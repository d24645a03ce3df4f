package io.apium.ejb.server;

import java.lang.management.ManagementFactory;
import javax.management.JMException;
import javax.management.ObjectName;

/** Tells whether the server is still starting, so that what it lacks may come yet. */
public final class ServerStart {

    private ServerStart() {}

    /** {@return whether it is; false if the server does not tell} */
    public static boolean isGoingOn() {
        try {
            var beans = ManagementFactory.getPlatformMBeanServer();
            var wildFly = new ObjectName("jboss.as:management-root=server");
            return beans.isRegistered(wildFly) && "starting".equals(beans.getAttribute(wildFly, "serverState"));
        } catch (JMException | RuntimeException e) {
            return false;
        }
    }
}
