package io.apium.ejb.server;

import static org.assertj.core.api.Assertions.assertThat;

import io.apium.spi.DeploymentCheck;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import javax.management.JMException;
import javax.management.MBeanServer;
import javax.management.MBeanServerFactory;
import javax.management.ObjectName;
import org.junit.jupiter.api.Test;

/** What is told of servers whose management beans say this and that. The integration tests ask a real one. */
class WildFlyCheckTest implements DeploymentCheck.Findings {

    private final MBeanServer beans = MBeanServerFactory.newMBeanServer();
    private final List<String> errors = new ArrayList<>();
    private final List<String> warnings = new ArrayList<>();
    private boolean isTooEarly;

    @Test
    void warnsOfTheNodeIdentifierThatEveryServerHas() throws JMException {
        transactions("1");

        check();

        assertThat(warnings).singleElement().asString().contains("node identifier, 1,");
        assertThat(errors).isEmpty();
    }

    @Test
    void warnsOfASlowJournal() throws JMException {
        broker("NIO", 50);

        check();

        assertThat(warnings).singleElement().asString().contains("NIO").contains("install libaio");
        assertThat(errors).isEmpty();
    }

    @Test
    void refusesABrokerThatTakesMessagesAwayBeforeTheyAreGivenUp() throws JMException {
        broker("ASYNCIO", 5);

        check();

        assertThat(errors)
                .singleElement()
                .asString()
                .contains("'orders' 5 times at most")
                .contains("after 5 deliveries (apium.task-max-deliveries)")
                .contains("address-setting of jms.queue.orders");
    }

    @Test
    void saysNothingOfAServerThatIsInOrder() throws JMException {
        transactions("shop-1");
        broker("ASYNCIO", 6);

        check();

        assertThat(errors).isEmpty();
        assertThat(warnings).isEmpty();
    }

    @Test
    void saysNothingOfABrokerThatDeliversForEver() throws JMException {
        broker("ASYNCIO", -1);

        check();

        assertThat(errors).isEmpty();
    }

    @Test
    void saysNothingOfAnotherServer() {
        check();

        assertThat(errors).isEmpty();
        assertThat(warnings).isEmpty();
    }

    @Test
    void asksNothingOfAServerThatIsStillStarting() throws JMException {
        state("starting");
        transactions("1");
        broker("NIO", 1);

        check();

        assertThat(isTooEarly).isTrue();
        assertThat(errors).isEmpty();
        assertThat(warnings).isEmpty();
    }

    @Test
    void asksAServerThatHasStarted() throws JMException {
        state("ok");
        transactions("1");

        check();

        assertThat(isTooEarly).isFalse();
        assertThat(warnings).hasSize(1);
    }

    private void state(String state) throws JMException {
        beans.registerMBean(
                new AttributesBean(Map.of("ProcessState", state), ""), new ObjectName("jboss.root:type=state"));
    }

    private void check() {
        new WildFlyCheck(beans, Set.of("orders"), 5).check(this);
    }

    private void transactions(String nodeIdentifier) throws JMException {
        beans.registerMBean(
                new AttributesBean(Map.of("nodeIdentifier", nodeIdentifier), ""),
                new ObjectName("jboss.as:subsystem=transactions"));
    }

    private void broker(String journal, int maxDeliveryAttempts) throws JMException {
        beans.registerMBean(
                new AttributesBean(
                        Map.of("runtimeJournalType", journal),
                        "{\"maxDeliveryAttempts\": " + maxDeliveryAttempts + "}"),
                new ObjectName("jboss.as:subsystem=messaging-activemq,server=default"));
    }

    @Override
    public void notYet() {
        isTooEarly = true;
    }

    @Override
    public void error(String sentence) {
        errors.add(sentence);
    }

    @Override
    public void warning(String sentence) {
        warnings.add(sentence);
    }
}
