package io.apium.jpa;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PayaraTest {

    @TempDir
    Path folder;

    @Test
    void knowsWhichDataSourcesAreNotXa() throws IOException {
        Path domain = Files.writeString(folder.resolve("domain.xml"), """
                <domain><resources>
                  <jdbc-resource jndi-name="jdbc/__default" pool-name="H2Pool"/>
                  <jdbc-resource jndi-name="jdbc/apium" pool-name="ApiumPool"/>
                  <jdbc-connection-pool name="H2Pool" res-type="javax.sql.DataSource"/>
                  <jdbc-connection-pool name="ApiumPool" res-type="javax.sql.XADataSource"/>
                </resources></domain>
                """);

        assertThat(Payara.isNotXa("java:comp/DefaultDataSource", domain)).isTrue();
        assertThat(Payara.isNotXa("jdbc/apium", domain)).isFalse();
        assertThat(Payara.isNotXa("java:app/defined-by-the-application", domain))
                .isFalse();
        assertThat(Payara.isNotXa("jdbc/apium", folder.resolve("no-payara.xml")))
                .isFalse();
    }
}
