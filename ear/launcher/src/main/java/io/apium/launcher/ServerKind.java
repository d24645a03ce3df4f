package io.apium.launcher;

import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;

/** The servers that can be provisioned and run. */
public enum ServerKind {
    /** WildFly, with the configuration {@code standalone-full.xml}. */
    WILDFLY("WildFly", Map.of("HTTP", 8080, "HTTPS", 8443, "management", 9990, "IIOP", 3528)) {
        @Override
        public ServerDistribution distribution(Path zip) {
            return new WildFlyDistribution(zip);
        }
    },

    /** Payara Server, with its domain {@code domain1}. */
    PAYARA(
            "Payara",
            Map.of(
                    "HTTP", 8080,
                    "HTTPS", 8181,
                    "management", 4848,
                    "JMS", 7676,
                    "IIOP", 3700,
                    "IIOP with TLS", 3820,
                    "IIOP with client certificates", 3920,
                    "JMX", 8686)) {
        @Override
        public ServerDistribution distribution(Path zip) {
            return new PayaraDistribution(zip);
        }
    };

    private final String title;

    @SuppressWarnings("ImmutableEnumChecker") // Map.of
    private final Map<String, Integer> ports;

    ServerKind(String title, Map<String, Integer> ports) {
        this.title = title;
        this.ports = ports;
    }

    /**
     * Returns the server as it is downloaded.
     *
     * @param zip the zip file of the distribution
     * @return the distribution
     */
    public abstract ServerDistribution distribution(Path zip);

    /**
     * Returns what people call it.
     *
     * @return such as {@code WildFly}
     */
    public String title() {
        return title;
    }

    /** The ports on which the server listens, by what they are for, if nothing moves them. */
    Map<String, Integer> ports() {
        return new TreeMap<>(ports);
    }
}
