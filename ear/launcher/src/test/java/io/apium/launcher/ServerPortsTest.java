package io.apium.launcher;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import org.junit.jupiter.api.Test;

class ServerPortsTest {

    @Test
    void namesTheTakenPortAndThePropertyThatMovesIt() throws IOException {
        try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            ServerPorts ports = new ServerPorts(ServerKind.WILDFLY, taken.getLocalPort() - 9990);

            assertThatThrownBy(ports::requireFree)
                    .isInstanceOf(LauncherException.class)
                    .hasMessageContaining(taken.getLocalPort() + " (management)")
                    .hasMessageContaining("-Dapium.port-offset=");
        }
    }
}
