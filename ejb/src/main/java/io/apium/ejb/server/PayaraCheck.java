package io.apium.ejb.server;

import io.apium.spi.DeploymentCheck;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import javax.xml.xpath.XPathExpressionException;
import javax.xml.xpath.XPathFactory;
import org.xml.sax.InputSource;

/**
 * Looks at what the configuration of a Payara Server says of its transactions.
 *
 * @param domain its {@code domain.xml}
 * @param server its name in there
 */
public record PayaraCheck(Path domain, String server) implements DeploymentCheck {

    /** {@return the check of this server, if it is a Payara} */
    public static Optional<PayaraCheck> ofThisServer() {
        var folder = System.getProperty("com.sun.aas.instanceRoot");
        if (folder == null) {
            return Optional.empty();
        }
        var domain = Path.of(folder, "config", "domain.xml");
        // An embedded Payara or a Payara Micro may have none.
        return Files.isRegularFile(domain)
                ? Optional.of(new PayaraCheck(domain, System.getProperty("com.sun.aas.instanceName", "server")))
                : Optional.empty();
    }

    @Override
    public void check(Findings findings) {
        if (!Boolean.parseBoolean(find("@automatic-recovery"))) {
            findings.warning(
                    "This server does not recover its transactions when it starts: what a crash leaves in doubt"
                            + " stays so, and locked, for ever. Set transaction-service.automatic-recovery to true, as"
                            + " apium.asadmin does");
        }
        if (find("property[@name='xa-servername']/@value").isBlank()) {
            findings.warning(
                    "This server has no name for its transactions but that of its host: two servers of one host"
                            + " that share a database or a broker end each other's transactions after a crash. Give each its own"
                            + " (transaction-service.property.xa-servername, or the environment variable"
                            + " APIUM_TX_NODE_ID with the settings of apium.asadmin)");
        }
    }

    /** {@return what is there in the transaction service's configuration, or nothing} */
    private String find(String what) {
        try {
            return XPathFactory.newInstance()
                    .newXPath()
                    .evaluate(
                            "/domain/configs/config[@name=/domain/servers/server[@name='" + server
                                    + "']/@config-ref]/transaction-service/" + what,
                            new InputSource(domain.toUri().toString()));
        } catch (XPathExpressionException e) {
            throw new IllegalStateException(domain + " cannot be read", e);
        }
    }
}
