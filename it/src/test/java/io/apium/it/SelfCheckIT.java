package io.apium.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import io.apium.it.late.LateTasks;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.sql.SQLException;
import javax.sql.DataSource;
import org.jboss.arquillian.container.test.api.Deployer;
import org.jboss.arquillian.container.test.api.Deployment;
import org.jboss.arquillian.container.test.api.RunAsClient;
import org.jboss.arquillian.junit5.ArquillianExtension;
import org.jboss.arquillian.test.api.ArquillianResource;
import org.jboss.shrinkwrap.api.Archive;
import org.jboss.shrinkwrap.api.ShrinkWrap;
import org.jboss.shrinkwrap.api.asset.EmptyAsset;
import org.jboss.shrinkwrap.api.asset.StringAsset;
import org.jboss.shrinkwrap.api.spec.WebArchive;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** What is said of servers and databases that do not keep the promise: one that has all their faults is made, and mended. */
@ExtendWith(ArquillianExtension.class)
@RunAsClient
@Tag("core")
class SelfCheckIT {

    private static final TestServer SERVER = TestServer.current();

    private static EmbeddedPostgres unprepared;

    @ArquillianResource
    Deployer deployer;

    @Deployment(name = "faulty", managed = false, testable = false)
    static Archive<?> faulty() {
        return application("faulty").addAsResource(configuration("faulty"), "META-INF/microprofile-config.properties");
    }

    @Deployment(name = "tableless", managed = false, testable = false)
    static Archive<?> tableless() {
        return application("tableless")
                .addAsResource(configuration("tableless"), "META-INF/microprofile-config.properties");
    }

    @Deployment(name = "late", managed = false, testable = false)
    static Archive<?> late() {
        return application("late").addClass(LateTasks.class);
    }

    private static WebArchive application(String name) {
        return ShrinkWrap.create(WebArchive.class, name + ".war")
                .addAsWebInfResource(EmptyAsset.INSTANCE, "beans.xml")
                .addAsLibraries(Applications.libraries());
    }

    private static StringAsset configuration(String database) {
        return new StringAsset("apium.result-data-source=" + SERVER.added(database) + "\napium.schema-migrate=false\n");
    }

    @BeforeAll
    static void addDatabases() throws IOException, SQLException, InterruptedException {
        // As PostgreSQL is by itself, without prepared transactions.
        unprepared = EmbeddedPostgres.start();
        execute(unprepared.getPostgresDatabase(), "create database faulty");
        execute(
                unprepared.getDatabase("postgres", "faulty"),
                "create table apium_schema_version (version integer)",
                "insert into apium_schema_version values (99)",
                "alter database faulty set default_transaction_isolation = 'repeatable read'",
                // Its clock is ahead.
                "create function public.now() returns timestamptz language sql"
                        + " as $$ select pg_catalog.now() + interval '90 seconds' $$",
                "alter database faulty set search_path = public, pg_catalog");
        execute(TestSession.dataSource(), "drop database if exists tableless", "create database tableless");
        SERVER.administer(
                SERVER.addPostgres("faulty", unprepared.getPort()),
                SERVER.addPostgres("tableless", TestSession.port()),
                SERVER.spoilTransactions());
    }

    @AfterAll
    static void removeDatabases() throws IOException, InterruptedException {
        SERVER.administer(
                SERVER.removePostgres("faulty"), SERVER.removePostgres("tableless"), SERVER.restoreTransactions());
        unprepared.close();
    }

    @Test
    void refusesADatabaseWithAllItsFaultsInOneMessage() {
        var mark = LogMark.atEnd();

        var refusal = catchThrowable(() -> deployer.deploy("faulty"));

        assertThat(refusal)
                .hasMessageContaining("The deployment has 3 faults")
                .hasMessageContaining("- Transactions of the database must see what others have committed")
                .hasMessageContaining("- Apium's tables have version 99, which is newer than this Apium")
                .hasMessageContaining("- PostgreSQL has max_prepared_transactions = 0");
        assertThat(mark.awaitText("APIUM0501"))
                .containsPattern("- The clock of this machine and the database's differ by (89|90) s");
    }

    @Test
    void refusesADatabaseWithoutTablesIfItMayNotCreateThem() {
        var mark = LogMark.atEnd();

        var refusal = catchThrowable(() -> deployer.deploy("tableless"));

        assertThat(refusal)
                .hasMessageContaining("The deployment has 1 fault")
                .hasMessageContaining("- Apium's tables are missing, or older than version 5")
                .hasMessageContaining("io.apium.jpa.SchemaScript postgresql");
        assertThat(mark.awaitText("APIUM0501")).contains(SERVER.complaints());
    }

    @Test
    @Tag("wildfly") // Payara's brokers and transactions can be asked from its first moment on.
    void isCheckedOnceMoreWhenTheServerHasStartedWithIt() throws IOException, InterruptedException {
        SERVER.administer(queue(LateTasks.REMOVED, "add"), queue(LateTasks.SPOILT, "add"));
        deployer.deploy("late");
        var mark = LogMark.atEnd();
        SERVER.administer(
                queue(LateTasks.REMOVED, "remove"),
                limit(LateTasks.SPOILT, "add(max-delivery-attempts=2)"),
                "/subsystem=messaging-activemq/server=default:write-attribute(name=journal-type, value=NIO)",
                "reload");
        try {
            assertThat(mark.awaitText("APIUM0502"))
                    .contains("- The broker has no queue '" + LateTasks.REMOVED + "'")
                    .contains("- The broker delivers a message of queue '" + LateTasks.SPOILT + "' 2 times at most")
                    .contains("- The broker writes its journal with NIO")
                    .contains("node identifier, 1,")
                    .containsOnlyOnce("APIUM050");
        } finally {
            deployer.undeploy("late");
            SERVER.administer(
                    queue(LateTasks.SPOILT, "remove"),
                    limit(LateTasks.SPOILT, "remove"),
                    "/subsystem=messaging-activemq/server=default:undefine-attribute(name=journal-type)",
                    "reload");
        }
    }

    private static String queue(String name, String operation) {
        return "/subsystem=messaging-activemq/server=default/jms-queue=" + name + ":" + operation
                + (operation.equals("add") ? "(entries=[java:/jms/queue/" + name + "])" : "()");
    }

    private static String limit(String queue, String operation) {
        return "/subsystem=messaging-activemq/server=default/address-setting=jms.queue." + queue + ":" + operation;
    }

    private static void execute(DataSource dataSource, String... statements) throws SQLException {
        try (var connection = dataSource.getConnection();
                var statement = connection.createStatement()) {
            for (var sql : statements) {
                statement.execute(sql);
            }
        }
    }
}
