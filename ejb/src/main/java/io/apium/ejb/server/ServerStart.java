package io.apium.ejb.server;

import java.lang.management.ManagementFactory;
import java.util.Locale;
import java.util.Set;
import javax.management.JMException;
import javax.management.MBeanServer;
import javax.management.ObjectName;

/**
 * Tells whether the server is still starting, so that what it lacks may come yet, or takes nothing new any more.
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
        return tells("ProcessState", Set.of("starting"));
    }

    /** {@return whether the server takes nothing new, because it is suspended or stops; false if it does not tell} */
    public boolean isSuspended() {
        return tells("RunningState", Set.of("pre_suspend", "suspending", "suspended"));
    }

    private boolean tells(String attribute, Set<String> states) {
        try {
            var wildFly = new ObjectName(WILDFLY_STATE);
            return beans.isRegistered(wildFly)
                    && states.contains(String.valueOf(beans.getAttribute(wildFly, attribute))
                            .toLowerCase(Locale.ROOT));
        } catch (JMException | RuntimeException e) {
            return false;
        }
    }
}
