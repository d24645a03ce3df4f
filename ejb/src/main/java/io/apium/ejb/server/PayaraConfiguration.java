package io.apium.ejb.server;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.xml.xpath.XPathExpressionException;
import javax.xml.xpath.XPathFactory;
import org.jspecify.annotations.Nullable;
import org.xml.sax.InputSource;

/**
 * What the configuration of a Payara Server says of its transactions.
 *
 * @param domain its {@code domain.xml}
 * @param server its name in there
 * @param environment its environment variables
 */
record PayaraConfiguration(Path domain, String server, Map<String, String> environment) {

    private static final String SERVICE =
            "/domain/configs/config[@name=/domain/servers/server[@name=$server]/@config-ref]" + "/transaction-service/";

    /** {@code ${ENV=NAME:default}}, or {@code ${property}}. */
    private static final Pattern EXPRESSION = Pattern.compile("\\$\\{(?:ENV=([^:}]*)(?::([^}]*))?|([^=}]*))}");

    /** {@return the configuration of this server, if it is a Payara and has one: a Payara Micro may have none} */
    static Optional<PayaraConfiguration> ofThisServer() {
        return Optional.ofNullable(System.getProperty("com.sun.aas.instanceRoot"))
                .map(folder -> Path.of(folder, "config", "domain.xml"))
                .filter(Files::isRegularFile)
                .map(domain -> new PayaraConfiguration(
                        domain, System.getProperty("com.sun.aas.instanceName", "server"), System.getenv()));
    }

    /** {@return whether what a crash has left in doubt is ended at the next start, as far as can be told} */
    boolean isRecovered() {
        // As GlassFish reads its booleans. What could not be resolved may be any of them.
        return find("@automatic-recovery").matches("(?i)true|yes|on|1|.*\\$\\{.*");
    }

    /** {@return whether its transactions are given a name} Otherwise they have that of the host. */
    boolean isNamed() {
        return !name().isBlank();
    }

    /** {@return the name of its transactions} Payara adds the name of the instance to the one they are given. */
    String transactionNode() {
        return (isNamed() ? name() : hostName()) + "," + server;
    }

    private String name() {
        return find("property[@name='xa-servername']/@value");
    }

    private static String hostName() {
        try {
            return InetAddress.getLocalHost().getHostName();
        } catch (UnknownHostException e) {
            return "localhost";
        }
    }

    /** {@return what is there, or nothing} */
    private String find(String what) {
        try {
            var path = XPathFactory.newInstance().newXPath();
            path.setXPathVariableResolver(variable -> server);
            return resolved(
                    path.evaluate(SERVICE + what, new InputSource(domain.toUri().toString())));
        } catch (XPathExpressionException e) {
            throw new IllegalStateException(domain + " cannot be read", e);
        }
    }

    /** What cannot be resolved stays as it is. */
    private String resolved(String text) {
        return EXPRESSION
                .matcher(text)
                .replaceAll(found -> Matcher.quoteReplacement(
                        Optional.ofNullable(value(found.group(1), found.group(2), found.group(3)))
                                .orElse(found.group())));
    }

    private @Nullable String value(@Nullable String variable, @Nullable String orElse, @Nullable String property) {
        if (variable != null) {
            return Optional.ofNullable(environment.get(variable)).orElse(orElse);
        }
        return property == null || property.isEmpty() ? null : System.getProperty(property);
    }
}
