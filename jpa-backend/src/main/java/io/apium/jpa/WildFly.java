package io.apium.jpa;

import java.lang.management.ManagementFactory;
import java.util.Optional;
import javax.management.JMException;
import javax.management.ObjectName;

/** What WildFly tells about itself through its management beans. */
final class WildFly {

    private WildFly() {}

    /** {@return the global name of the data source that components find as {@code java:comp/DefaultDataSource}} */
    static Optional<String> defaultDataSource() {
        try {
            return Optional.ofNullable(ManagementFactory.getPlatformMBeanServer()
                            .getAttribute(
                                    new ObjectName("jboss.as:subsystem=ee,service=default-bindings"), "datasource"))
                    .map(String::valueOf);
        } catch (JMException | RuntimeException e) {
            // Another server, or one that does not tell.
            return Optional.empty();
        }
    }
}
