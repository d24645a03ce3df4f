package io.apium.ejb.server;

import java.lang.management.ManagementFactory;
import java.util.Optional;
import javax.management.JMException;
import javax.management.ObjectName;

/** The name by which resources tell this server's transactions from those of others. */
public final class TransactionNode {

    private TransactionNode() {}

    /** {@return the name, if the server tells it} */
    public static Optional<String> find() {
        return wildFly().or(() -> PayaraConfiguration.ofThisServer().map(PayaraConfiguration::transactionNode));
    }

    private static Optional<String> wildFly() {
        try {
            var beans = ManagementFactory.getPlatformMBeanServer();
            var transactions = new ObjectName(WildFlyCheck.TRANSACTIONS);
            return beans.isRegistered(transactions)
                    ? Optional.ofNullable(beans.getAttribute(transactions, WildFlyCheck.NODE_IDENTIFIER))
                            .map(String::valueOf)
                    : Optional.empty();
        } catch (JMException | RuntimeException e) {
            // Another server, or one that does not tell.
            return Optional.empty();
        }
    }
}
