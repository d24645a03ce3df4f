package io.apium.jpa;

import java.lang.management.ManagementFactory;
import java.util.Optional;
import java.util.OptionalInt;
import javax.management.JMException;
import javax.management.MBeanServer;
import javax.management.ObjectName;

/** What WildFly tells about its data sources, through its management beans. */
final class WildFlyDataSources {

    private static final String SUBSYSTEM = "jboss.as:subsystem=datasources,";

    private WildFlyDataSources() {}

    /** {@return what the server, if it is a WildFly, tells of that data source} */
    static Optional<Pool> pool(String name) {
        String global =
                name.equals(ResultDatabase.DEFAULT) ? defaultDataSource().orElse(name) : name;
        MBeanServer beans = ManagementFactory.getPlatformMBeanServer();
        try {
            Optional<ObjectName> xa = find(beans, "xa-data-source", global);
            if (xa.isPresent()) {
                return Optional.of(new Pool(true, true, maxSize(beans, xa.get())));
            }
            Optional<ObjectName> local = find(beans, "data-source", global);
            if (local.isPresent()) {
                boolean leavesMark = Boolean.TRUE.equals(beans.getAttribute(local.get(), "connectable"));
                return Optional.of(new Pool(false, leavesMark, maxSize(beans, local.get())));
            }
        } catch (JMException | RuntimeException e) {
            // Another server, or one that does not tell.
        }
        return Optional.empty();
    }

    private static Optional<ObjectName> find(MBeanServer beans, String kind, String jndiName) throws JMException {
        for (ObjectName dataSource : beans.queryNames(new ObjectName(SUBSYSTEM + kind + "=*"), null)) {
            if (jndiName.equals(beans.getAttribute(dataSource, "jndiName"))) {
                return Optional.of(dataSource);
            }
        }
        return Optional.empty();
    }

    private static OptionalInt maxSize(MBeanServer beans, ObjectName dataSource) throws JMException {
        return beans.getAttribute(dataSource, "maxPoolSize") instanceof Number size
                ? OptionalInt.of(size.intValue())
                : OptionalInt.empty();
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
