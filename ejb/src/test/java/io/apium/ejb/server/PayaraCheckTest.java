package io.apium.ejb.server;

import static org.assertj.core.api.Assertions.assertThat;

import io.apium.spi.DeploymentCheck;
import java.io.IOException;
import java.net.InetAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What is told of servers whose configuration says this and that. The integration tests ask a real one. */
class PayaraCheckTest implements DeploymentCheck.Findings {

    private static final String NAMED = "<property name='xa-servername' value='${ENV=APIUM_TX_NODE_ID:apium}'/>";

    private final List<String> errors = new ArrayList<>();
    private final List<String> warnings = new ArrayList<>();

    @TempDir
    Path folder;

    @Test
    void warnsIfWhatACrashLeavesInDoubtStaysSo() throws IOException {
        check("<transaction-service>" + NAMED + "</transaction-service>");

        assertThat(warnings)
                .singleElement()
                .asString()
                .contains("does not recover")
                .contains("automatic-recovery");
        assertThat(errors).isEmpty();
    }

    @Test
    void warnsIfTransactionsHaveNoNameOfTheirServer() throws IOException {
        check("<transaction-service automatic-recovery='true'/>");

        assertThat(warnings).singleElement().asString().contains("no name for its transactions");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "true",
                "TRUE",
                "yes",
                "on",
                "1",
                "${ENV=RECOVERS}",
                "${ENV=NOT_SET:true}",
                "${it.recovers}",
                "${MPCONFIG=recovers:true}"
            })
    void saysNothingOfAServerThatIsInOrder(String recovers) throws IOException {
        System.setProperty("it.recovers", "true");
        try {
            check("<transaction-service automatic-recovery='" + recovers + "'>" + NAMED + "</transaction-service>");
        } finally {
            System.clearProperty("it.recovers");
        }

        assertThat(warnings).isEmpty();
    }

    @Test
    void knowsTheNameOfTheTransactions() throws IOException {
        var named = "<transaction-service>" + NAMED + "</transaction-service>";

        assertThat(configuration(named, Map.of()).transactionNode()).isEqualTo("apium,server");
        assertThat(configuration(named, Map.of("APIUM_TX_NODE_ID", "node1")).transactionNode())
                .isEqualTo("node1,server");
        assertThat(configuration("<transaction-service/>", Map.of()).transactionNode())
                .isEqualTo(InetAddress.getLocalHost().getHostName() + ",server");
    }

    @Test
    void isNotThereOnAnotherServer() {
        assertThat(PayaraCheck.ofThisServer()).isEmpty();
    }

    private void check(String transactions) throws IOException {
        new PayaraCheck(configuration(transactions, Map.of("RECOVERS", "yes"))).check(this);
    }

    private PayaraConfiguration configuration(String transactions, Map<String, String> environment) throws IOException {
        var domain = Files.writeString(folder.resolve("domain.xml"), """
                <domain>
                  <servers>
                    <server name="server" config-ref="server-config"/>
                    <server name="other" config-ref="default-config"/>
                  </servers>
                  <configs>
                    <config name="default-config"><transaction-service/></config>
                    <config name="server-config">%s</config>
                  </configs>
                </domain>
                """.formatted(transactions));
        return new PayaraConfiguration(domain, "server", environment);
    }

    @Override
    public void notYet() {
        throw new AssertionError("Its configuration is there from the first moment");
    }

    @Override
    public void error(String sentence) {
        errors.add(sentence);
    }

    @Override
    public void warning(String sentence) {
        warnings.add(sentence);
    }
}
