package io.apium.ejb.server;

import io.apium.spi.DeploymentCheck;
import java.util.Optional;

/** Looks at what the configuration of a Payara Server says of its transactions. */
public final class PayaraCheck implements DeploymentCheck {

    private final PayaraConfiguration configuration;

    PayaraCheck(PayaraConfiguration configuration) {
        this.configuration = configuration;
    }

    /** {@return the check of this server, if it is a Payara} */
    public static Optional<PayaraCheck> ofThisServer() {
        return PayaraConfiguration.ofThisServer().map(PayaraCheck::new);
    }

    @Override
    public void check(Findings findings) {
        if (!configuration.isRecovered()) {
            findings.warning(
                    "This server does not recover its transactions when it starts: what a crash leaves in doubt"
                            + " stays so, and locked, for ever. Set transaction-service.automatic-recovery to true, as"
                            + " apium.asadmin does");
        }
        if (!configuration.isNamed()) {
            findings.warning(
                    "This server has no name for its transactions but that of its host: two servers of one host"
                            + " that share a database or a broker end each other's transactions after a crash. Give each its own"
                            + " (transaction-service.property.xa-servername, or the environment variable"
                            + " APIUM_TX_NODE_ID with the settings of apium.asadmin)");
        }
    }
}
