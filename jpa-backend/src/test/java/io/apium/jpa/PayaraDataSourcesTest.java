package io.apium.jpa;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PayaraDataSourcesTest {

    @TempDir
    Path folder;

    @Test
    void knowsWhichDataSourcesAreXaAndHowManyConnectionsTheyHave() throws IOException {
        Path domain = Files.writeString(folder.resolve("domain.xml"), """
                <domain><resources>
                  <jdbc-resource jndi-name="jdbc/__default" pool-name="H2Pool"/>
                  <jdbc-resource jndi-name="jdbc/apium" pool-name="ApiumPool"/>
                  <jdbc-resource jndi-name="jdbc/driver" pool-name="DriverPool"/>
                  <jdbc-resource jndi-name="jdbc/o'hara" pool-name="UntypedPool"/>
                  <jdbc-connection-pool name="H2Pool" res-type="javax.sql.DataSource"/>
                  <jdbc-connection-pool name="ApiumPool" res-type="javax.sql.XADataSource" max-pool-size="80"/>
                  <jdbc-connection-pool name="DriverPool" res-type="java.sql.Driver"/>
                  <jdbc-connection-pool name="UntypedPool"/>
                </resources></domain>
                """);
        Optional<Pool> local = Optional.of(new Pool(false, false, OptionalInt.empty()));

        assertThat(PayaraDataSources.pool("java:comp/DefaultDataSource", domain))
                .isEqualTo(local);
        assertThat(PayaraDataSources.pool("jdbc/driver", domain)).isEqualTo(local);
        assertThat(PayaraDataSources.pool("jdbc/o'hara", domain)).isEqualTo(local);
        assertThat(PayaraDataSources.pool("jdbc/apium", domain)).contains(new Pool(true, true, OptionalInt.of(80)));
        assertThat(PayaraDataSources.pool("java:app/defined-by-the-application", domain))
                .isEmpty();
        assertThat(PayaraDataSources.pool("jdbc/apium", folder.resolve("no-payara.xml")))
                .isEmpty();
    }
}
