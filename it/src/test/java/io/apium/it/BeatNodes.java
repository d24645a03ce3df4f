package io.apium.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.apium.ejb.jms.JmsTaskClient;
import io.apium.it.beat.BeatTasks;
import io.apium.jpa.JpaResultStore;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
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
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.extension.ExtendWith;

/** Up to three nodes of one application on one database, and what its tasks note. */
@ExtendWith(ArquillianExtension.class)
@RunAsClient
abstract class BeatNodes {

    static final Duration PATIENCE = Duration.ofMinutes(2);
    static final String TICK = "beat.tick";
    static final Duration SECOND = Duration.ofSeconds(1);

    /** How late a due time counts as missed. */
    static final Duration MISFIRE_AFTER = Duration.ofSeconds(10);

    private static final String QUEUE = "apium";

    @ArquillianResource
    Deployer deployer;

    private final List<String> deployed = new ArrayList<>();
    private JpaResultStore results;
    JmsTaskClient tasks;

    @Deployment(name = "beat-1", managed = false, testable = false)
    static Archive<?> one() {
        return node("beat-1");
    }

    @Deployment(name = "beat-2", managed = false, testable = false)
    static Archive<?> two() {
        return node("beat-2");
    }

    @Deployment(name = "beat-3", managed = false, testable = false)
    static Archive<?> three() {
        return node("beat-3");
    }

    private static Archive<?> node(String name) {
        return ShrinkWrap.create(WebArchive.class, name + ".war")
                .addPackage(BeatTasks.class.getPackage())
                .addAsResource(new StringAsset("""
                    apium.application=beat
                    apium.beat-misfire-after=%s
                    apium.park-after=PT1S
                    apium.beat.schedule."configured".task=beat.tick
                    apium.beat.schedule."configured".schedule=crontab(*/3 * * * * *)
                    """.formatted(MISFIRE_AFTER)), "META-INF/microprofile-config.properties")
                .addAsWebInfResource(EmptyAsset.INSTANCE, "beans.xml")
                .addAsLibraries(Applications.libraries());
    }

    @BeforeEach
    void start() throws SQLException {
        update("drop table if exists beat_note");
        update("create table beat_note (name varchar(200), what varchar(200))");
        emptyQueue();
        deploy("beat-1");
        results = JpaResultStore.open(TestSession.dataSource());
        tasks = JmsTaskClient.builder(TestServer.current().connections())
                .credentials(TestServer.current().user(), TestServer.current().password())
                .resultStore(results)
                .build();
    }

    @AfterEach
    void stop() throws SQLException {
        try {
            tasks.close();
            results.close();
        } finally {
            List.copyOf(deployed).forEach(this::undeploy);
        }
        update("delete from apium_schedule where application = 'beat'");
    }

    /** What the test before has sent last would be noted in this one. */
    private static void emptyQueue() {
        var server = TestServer.current();
        try (var context = server.connections().createContext(server.user(), server.password());
                var consumer = context.createConsumer(context.createQueue(QUEUE))) {
            var left = consumer.receive(1_000);
            while (left != null) {
                left = consumer.receive(1_000);
            }
        }
    }

    void deploy(String name) {
        deployer.deploy(name);
        deployed.add(name);
    }

    void undeploy(String name) {
        deployer.undeploy(name);
        deployed.remove(name);
    }

    void disableAll() {
        for (var name : List.of(TICK, "beat.code", "configured")) {
            call("beat.disable", name);
        }
    }

    @Nullable
    Object call(String task, Object... args) {
        return tasks.signature(task, args).applyAsync(o -> o.queue(QUEUE)).get(PATIENCE);
    }

    void awaitNotes(String name, int count) {
        await().atMost(PATIENCE)
                .untilAsserted(() -> assertThat(notes(name).size()).as(name).isGreaterThanOrEqualTo(count));
    }

    /** Awaits that all runs that were sent have been worked off. */
    void awaitAllNoted(String name) {
        await().atMost(PATIENCE)
                .untilAsserted(() -> assertThat((long) notes(name).size())
                        .as("runs of " + name)
                        .isEqualTo(number("select runs from apium_schedule where name = '" + name + "'")));
    }

    List<Instant> dueTimes(String name) throws SQLException {
        return notes(name).stream().map(Instant::parse).sorted().toList();
    }

    List<Duration> gaps(String name) throws SQLException {
        var due = dueTimes(name);
        return IntStream.range(1, due.size())
                .mapToObj(i -> Duration.between(due.get(i - 1), due.get(i)))
                .toList();
    }

    static List<String> notes(String name) throws SQLException {
        var notes = new ArrayList<String>();
        try (var connection = TestSession.dataSource().getConnection();
                var statement = connection.prepareStatement("select what from beat_note where name = ?")) {
            statement.setString(1, name);
            var rows = statement.executeQuery();
            while (rows.next()) {
                notes.add(rows.getString(1));
            }
        }
        return notes;
    }

    static Instant instant(String query) throws SQLException {
        var micros = number(query);
        return Instant.ofEpochSecond(micros / 1_000_000, micros % 1_000_000 * 1_000);
    }

    static long number(String query) throws SQLException {
        try (var connection = TestSession.dataSource().getConnection();
                var statement = connection.createStatement();
                var rows = statement.executeQuery(query)) {
            rows.next();
            return rows.getLong(1);
        }
    }

    static void update(String sql) throws SQLException {
        try (var connection = TestSession.dataSource().getConnection();
                var statement = connection.createStatement()) {
            statement.executeUpdate(sql);
        }
    }
}
