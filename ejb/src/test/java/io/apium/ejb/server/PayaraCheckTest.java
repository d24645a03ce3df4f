package io.apium.ejb.server;

import static org.assertj.core.api.Assertions.assertThat;

import io.apium.spi.DeploymentCheck;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

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

    @Test
    void saysNothingOfAServerThatIsInOrder() throws IOException {
        check("<transaction-service automatic-recovery='true'>" + NAMED + "</transaction-service>");

        assertThat(warnings).isEmpty();
    }

    @Test
    void isNotThereOnAnotherServer() {
        assertThat(PayaraCheck.ofThisServer()).isEmpty();
    }

    private void check(String transactions) throws IOException {
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
        new PayaraCheck(domain, "server").check(this);
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
