package io.apium.launcher;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * How a server is started. Immutable; begin with {@link #defaults()}.
 *
 * @param portOffset what is added to each port of the server, from 0 to 55545
 * @param jvmOptions options of the server's JVM, such as {@code -Xmx1g}; they come after the server's own
 * @param systemProperties system properties of the server
 * @param startTimeout how long a start may take, deployment of what is already there included
 */
public record ServerOptions(
        int portOffset, List<String> jvmOptions, Map<String, String> systemProperties, Duration startTimeout) {

    /** With it, the highest port of the server is 65535. */
    static final int MAX_PORT_OFFSET = 65_535 - 9990;

    /** Checks the offset and copies the collections. */
    public ServerOptions {
        if (portOffset < 0 || portOffset > MAX_PORT_OFFSET) {
            throw new IllegalArgumentException(
                    "The port offset is " + portOffset + "; it must be from 0 to " + MAX_PORT_OFFSET + ".");
        }
        jvmOptions = List.copyOf(jvmOptions);
        systemProperties = Map.copyOf(systemProperties);
    }

    /**
     * Returns the options of a server on its usual ports that may take three minutes to start.
     *
     * @return no offset, no JVM options, no system properties
     */
    public static ServerOptions defaults() {
        return new ServerOptions(0, List.of(), Map.of(), Duration.ofMinutes(3));
    }

    /**
     * Returns a copy with another port offset.
     *
     * @param offset what is added to each port, from 0 to 55545
     * @return the copy
     */
    public ServerOptions withPortOffset(int offset) {
        return new ServerOptions(offset, jvmOptions, systemProperties, startTimeout);
    }

    /**
     * Returns a copy with other JVM options.
     *
     * @param options all options, such as {@code -Xmx1g}
     * @return the copy
     */
    public ServerOptions withJvmOptions(String... options) {
        return new ServerOptions(portOffset, List.of(options), systemProperties, startTimeout);
    }

    /**
     * Returns a copy with one more system property.
     *
     * @param name the name; a property already there is replaced
     * @param value the value
     * @return the copy
     */
    public ServerOptions withSystemProperty(String name, String value) {
        Map<String, String> properties = new LinkedHashMap<>(systemProperties);
        properties.put(name, value);
        return new ServerOptions(portOffset, jvmOptions, properties, startTimeout);
    }

    /**
     * Returns a copy with another limit for the start.
     *
     * @param timeout how long a start may take
     * @return the copy
     */
    public ServerOptions withStartTimeout(Duration timeout) {
        return new ServerOptions(portOffset, jvmOptions, systemProperties, timeout);
    }
}
