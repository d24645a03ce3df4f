package io.apium.launcher;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.util.Map;
import java.util.stream.Collectors;

/** The ports on which a server listens: its usual ones, and how far they are moved. */
record ServerPorts(ServerKind kind, int offset) {

    private static final int BETWEEN_OFFSETS = 100;

    /** Ports on which nobody listens now. */
    static ServerPorts free(ServerKind kind) {
        int offset = BETWEEN_OFFSETS;
        while (!new ServerPorts(kind, offset).taken().isEmpty()) {
            offset += BETWEEN_OFFSETS;
        }
        return new ServerPorts(kind, offset);
    }

    int http() {
        return of("HTTP");
    }

    int management() {
        return of("management");
    }

    int of(String purpose) {
        Integer usual = kind.ports().get(purpose);
        if (usual == null) {
            throw new IllegalArgumentException(kind.title() + " has no port for " + purpose);
        }
        return usual + offset;
    }

    /** Fails with all the ports that are taken, and says how to move the server to others. */
    void requireFree() {
        String taken = taken();
        if (!taken.isEmpty()) {
            throw new LauncherException(
                    "%1$s cannot start, something already listens on port %2$s. Stop it, or move %1$s with -D%3$s=%4$d.",
                    kind.title(), taken, RunSettings.PORT_OFFSET, offset + BETWEEN_OFFSETS);
        }
    }

    private String taken() {
        return kind.ports().entrySet().stream()
                .map(port -> Map.entry(port.getKey(), port.getValue() + offset))
                .filter(port -> isTaken(port.getValue()))
                .map(port -> port.getValue() + " (" + port.getKey() + ")")
                .collect(Collectors.joining(", "));
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
