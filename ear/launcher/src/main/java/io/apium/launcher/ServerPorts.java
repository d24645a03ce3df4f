package io.apium.launcher;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Collectors;

/** The ports on which a WildFly of {@code standalone-full.xml} listens. */
record ServerPorts(int offset) {

    int http() {
        return 8080 + offset;
    }

    int management() {
        return 9990 + offset;
    }

    /** Fails with all the ports that are taken, and says how to move the server to others. */
    void requireFree() {
        String taken = all().entrySet().stream()
                .filter(port -> isTaken(port.getValue()))
                .map(port -> port.getValue() + " (" + port.getKey() + ")")
                .collect(Collectors.joining(", "));
        if (!taken.isEmpty()) {
            throw new LauncherException(
                    "WildFly cannot start, something already listens on port %s. Stop it, or move WildFly with -D%s=%d.",
                    taken, RunSettings.PORT_OFFSET, offset + 100);
        }
    }

    private Map<String, Integer> all() {
        Map<String, Integer> ports = new LinkedHashMap<>();
        ports.put("HTTP", http());
        ports.put("HTTPS", 8443 + offset);
        ports.put("management", management());
        ports.put("IIOP", 3528 + offset);
        return ports;
    }

    private static boolean isTaken(int port) {
        try (ServerSocket socket = new ServerSocket()) {
            socket.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
            return false;
        } catch (IOException e) {
            // That it cannot be bound is the answer; the reason does not matter.
            return true;
        }
    }
}
