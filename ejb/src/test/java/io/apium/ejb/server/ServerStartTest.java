package io.apium.ejb.server;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import javax.management.JMException;
import javax.management.MBeanServer;
import javax.management.MBeanServerFactory;
import javax.management.ObjectName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ServerStartTest {

    private final MBeanServer beans = MBeanServerFactory.newMBeanServer();

    @ParameterizedTest
    @CsvSource({
        "starting, STARTING, true, false",
        "starting, SUSPENDED, true, true",
        "running, NORMAL, false, false",
        "running, PRE_SUSPEND, false, true",
        "running, SUSPENDING, false, true",
        "stopping, SUSPENDED, false, true"
    })
    void wildFlyTellsWhatItIsAt(String process, String running, boolean isGoingOn, boolean isSuspended)
            throws JMException {
        beans.registerMBean(
                new AttributesBean(Map.of("ProcessState", process, "RunningState", running), ""),
                new ObjectName("jboss.root:type=state"));

        assertThat(new ServerStart(beans).isGoingOn()).isEqualTo(isGoingOn);
        assertThat(new ServerStart(beans).isSuspended()).isEqualTo(isSuspended);
    }

    @Test
    void anotherServerDoesNotTell() {
        assertThat(new ServerStart(beans).isGoingOn()).isFalse();
        assertThat(new ServerStart(beans).isSuspended()).isFalse();
    }
}
