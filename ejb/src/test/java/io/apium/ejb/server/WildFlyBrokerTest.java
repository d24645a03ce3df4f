package io.apium.ejb.server;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.management.ManagementFactory;
import java.util.Map;
import javax.management.JMException;
import javax.management.MBeanServer;
import javax.management.MBeanServerFactory;
import javax.management.ObjectName;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Where the broker is, as the management beans of servers tell it. The integration tests ask a real one. */
class WildFlyBrokerTest {

    private static final String MESSAGING = "jboss.as:subsystem=messaging-activemq,";

    private final MBeanServer beans = MBeanServerFactory.newMBeanServer();

    @BeforeEach
    void standalone() throws JMException {
        add(MESSAGING + "server=default,in-vm-connector=in-vm");
        factory("activemq-ra", "in-vm");
    }

    @Test
    void aBrokerThatIsReachedInsideTheProcessEndsWithIt() {
        assertThat(new WildFlyBroker(beans).endsWithThisProcess()).isTrue();
    }

    @Test
    void aBrokerThatIsReachedOverTheNetworkMayBeAnother() throws JMException {
        factory("remote", "in-vm", "http-connector");

        assertThat(new WildFlyBroker(beans).endsWithThisProcess()).isFalse();
    }

    @Test
    void anExternalBrokerIsAnother() throws JMException {
        add(MESSAGING + "pooled-connection-factory=artemis");

        assertThat(new WildFlyBroker(beans).endsWithThisProcess()).isFalse();
    }

    @Test
    void aClusterHandsMessagesOver() throws JMException {
        add(MESSAGING + "server=default,cluster-connection=my-cluster");

        assertThat(new WildFlyBroker(beans).endsWithThisProcess()).isFalse();
    }

    @Test
    void aBackupTakesMessagesOver() throws JMException {
        add(MESSAGING + "server=default,ha-policy=replication-colocated");

        assertThat(new WildFlyBroker(beans).endsWithThisProcess()).isFalse();
    }

    @Test
    void anotherResourceAdapterMayLeadToAnotherBroker() throws JMException {
        add("jboss.as:subsystem=resource-adapters,resource-adapter=other");

        assertThat(new WildFlyBroker(beans).endsWithThisProcess()).isFalse();
    }

    @Test
    void aServerThatStartsDoesNotTellYet() throws JMException {
        var state = new ObjectName("jboss.root:type=state");
        beans.registerMBean(new AttributesBean(Map.of("ProcessState", "starting"), ""), state);
        var broker = new WildFlyBroker(beans);
        assertThat(broker.endsWithThisProcess()).isFalse();

        beans.unregisterMBean(state);
        beans.registerMBean(new AttributesBean(Map.of("ProcessState", "running"), ""), state);

        assertThat(broker.endsWithThisProcess()).isTrue();
    }

    @Test
    void anotherServerDoesNotTell() {
        assertThat(new WildFlyBroker(ManagementFactory.getPlatformMBeanServer()).endsWithThisProcess())
                .isFalse();
    }

    private void factory(String name, String... connectors) throws JMException {
        beans.registerMBean(
                new AttributesBean(Map.of("connectors", connectors), ""),
                new ObjectName(MESSAGING + "server=default,pooled-connection-factory=" + name));
    }

    private void add(String name) throws JMException {
        beans.registerMBean(new AttributesBean(Map.of(), ""), new ObjectName(name));
    }
}
