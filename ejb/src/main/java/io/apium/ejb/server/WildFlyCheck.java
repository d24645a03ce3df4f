package io.apium.ejb.server;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.apium.spi.DeploymentCheck;
import java.util.Set;
import javax.management.JMException;
import javax.management.MBeanServer;
import javax.management.ObjectName;

/**
 * Looks at what WildFly's management beans tell of its transactions and its broker. On another server it finds nothing.
 *
 * @param beans the server's management beans
 * @param queues the queues that the deployment's tasks are taken from
 * @param maxDeliveries how often a task is delivered before Apium gives it up
 */
public record WildFlyCheck(MBeanServer beans, Set<String> queues, int maxDeliveries) implements DeploymentCheck {

    /** The bean of its transactions. */
    static final String TRANSACTIONS = "jboss.as:subsystem=transactions";
    /** Its attribute that tells whose transactions they are. */
    static final String NODE_IDENTIFIER = "nodeIdentifier";

    private static final String BROKERS = "jboss.as:subsystem=messaging-activemq,server=*";

    @Override
    public void check(Findings findings) {
        if (new ServerStart(beans).isGoingOn()) {
            // Its broker may not be there yet, nor all of its beans.
            findings.notYet();
            return;
        }
        var server = new ManagementBeans(beans);
        server.find(TRANSACTIONS).forEach(transactions -> checkNodeIdentifier(server, transactions, findings));
        server.find(BROKERS).forEach(broker -> {
            checkJournal(server, broker, findings);
            queues.forEach(queue -> checkDeliveries(broker, queue, findings));
        });
    }

    private static void checkNodeIdentifier(ManagementBeans server, ObjectName transactions, Findings findings) {
        if (server.attribute(transactions, NODE_IDENTIFIER).filter("1"::equals).isPresent()) {
            findings.warning(
                    "This server has WildFly's own node identifier, 1, in its transaction subsystem: two servers"
                            + " with the same one that share a database or a broker end each other's transactions after a"
                            + " crash. Give each its own (node-identifier, or -Djboss.tx.node.id with the settings of apium.cli)");
        }
    }

    private static void checkJournal(ManagementBeans server, ObjectName broker, Findings findings) {
        if (server.attribute(broker, "runtimeJournalType").filter("NIO"::equals).isPresent()) {
            findings.warning(
                    "The broker writes its journal with NIO, at a fraction of the speed that it has with libaio:"
                            + " install libaio on this machine");
        }
    }

    private void checkDeliveries(ObjectName broker, String queue, Findings findings) {
        var limit = settings(broker, queue).path("maxDeliveryAttempts").asInt(-1);
        if (limit >= 0 && limit <= maxDeliveries) {
            findings.error("The broker delivers a message of queue '" + queue + "' " + limit
                    + " times at most and then takes it away, before Apium gives its task up after " + maxDeliveries
                    + " deliveries (apium.task-max-deliveries): the task would have no result. Raise"
                    + " max-delivery-attempts in the address-setting of jms.queue." + queue);
        }
    }

    private JsonNode settings(ObjectName broker, String queue) {
        var mapper = new JsonMapper();
        try {
            return mapper.readTree(String.valueOf(
                    beans.invoke(broker, "getAddressSettingsAsJson", new Object[] {"jms.queue." + queue}, new String[] {
                        String.class.getName()
                    })));
        } catch (JMException | JsonProcessingException e) {
            // Another version of the server, which does not tell.
            return mapper.createObjectNode();
        }
    }
}
