package io.apium.jpa;

import java.lang.management.ManagementFactory;
import java.util.Optional;
import javax.management.JMException;
import javax.management.MBeanServer;
import javax.management.ObjectName;

/** What WildFly tells about itself through its management beans. */
final class WildFly {

    private static final String LOCAL_DATA_SOURCES = "jboss.as:subsystem=datasources,data-source=*";

    private WildFly() {}

    /** {@return whether the data source is known to have no XA connections, and not to make up for that} */
    static boolean isNotXa(String name) {
        String global =
                name.equals(ResultDatabase.DEFAULT) ? defaultDataSource().orElse(name) : name;
        MBeanServer beans = ManagementFactory.getPlatformMBeanServer();
        try {
            for (ObjectName local : beans.queryNames(new ObjectName(LOCAL_DATA_SOURCES), null)) {
                if (global.equals(beans.getAttribute(local, "jndiName"))
                        && !Boolean.TRUE.equals(beans.getAttribute(local, "connectable"))) {
                    return true;
                }
            }
        } catch (JMException | RuntimeException e) {
            // Another server, or one that does not tell.
        }
        return false;
    }

    /** {@return the global name of the data source that components find as {@code java:comp/DefaultDataSource}} */
    static Optional<String> defaultDataSource() {
        try {
            MBeanServer beans = ManagementFactory.getPlatformMBeanServer();
            ObjectName bindings = new ObjectName("jboss.as:subsystem=ee,service=default-bindings");
            // A server that is still starting logs an error if it is asked for what it does not have yet.
            return beans.isRegistered(bindings)
                    ? Optional.ofNullable(beans.getAttribute(bindings, "datasource"))
                            .map(String::valueOf)
                    : Optional.empty();
        } catch (JMException | RuntimeException e) {
            // Another server, or one that does not tell.
            return Optional.empty();
        }
    }
}
