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
import java.util.UUID;
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
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Several nodes of one application on one database run what is due, once. */
@ExtendWith(ArquillianExtension.class)
@RunAsClient
class BeatIT {

    private static final Duration PATIENCE = Duration.ofMinutes(2);
    private static final String QUEUE = "apium";
    private static final String TICK = "beat.tick";

    @ArquillianResource
    Deployer deployer;

    private final List<String> deployed = new ArrayList<>();
    private JpaResultStore results;
    private JmsTaskClient tasks;

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
                    apium.beat-misfire-after=PT10S
                    apium.park-after=PT1S
                    apium.beat.schedule."configured".task=beat.tick
                    apium.beat.schedule."configured".schedule=crontab(*/3 * * * * *)
                    """), "META-INF/microprofile-config.properties")
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

    @Test
    void eachDueTimeIsRunOnceWhileNodesComeAndGo() throws SQLException {
        deploy("beat-2");
        deploy("beat-3");
        awaitNotes(TICK, 5);
        undeploy("beat-1");
        deploy("beat-1");
        undeploy("beat-2");
        awaitNotes(TICK, notes(TICK).size() + 3);
        deploy("beat-2");
        awaitNotes(TICK, notes(TICK).size() + 3);
        disableAll();

        for (var name : List.of(TICK, "beat.code", "configured")) {
            awaitAllNoted(name);
            assertThat(dueTimes(name)).as(name).isNotEmpty().doesNotHaveDuplicates();
        }
        assertThat(gaps(TICK)).containsOnly(Duration.ofSeconds(1));
        assertThat(gaps("beat.code")).containsOnly(Duration.ofSeconds(2));
        assertThat(gaps("configured")).containsOnly(Duration.ofSeconds(3));
    }

    @Test
    void oneRunStandsForAllThatWereMissed() throws SQLException {
        awaitNotes(TICK, 2);
        undeploy("beat-1");
        var last = instant("select last_due_at from apium_schedule where name = '" + TICK + "'");
        await().atMost(PATIENCE).until(() -> Instant.now().isAfter(last.plusSeconds(15)));

        deploy("beat-1");
        await().atMost(PATIENCE).until(() -> dueTimes(TICK).stream().anyMatch(due -> due.isAfter(last)));
        disableAll();

        awaitAllNoted(TICK);
        assertThat(dueTimes(TICK)).doesNotHaveDuplicates();
        var gap = gaps(TICK).stream()
                .filter(each -> each.compareTo(Duration.ofSeconds(1)) > 0)
                .toList();
        assertThat(gap).singleElement().satisfies(each -> assertThat(each).isGreaterThan(Duration.ofSeconds(10)));
    }

    @Test
    void whatIsChangedOnOneNodeIsChangedOnAll() throws SQLException {
        deploy("beat-2");
        call("beat.disable", TICK);
        awaitAllNoted(TICK);
        assertThat(number("select edited from apium_schedule where name = '" + TICK + "'"))
                .isEqualTo(1);
        var before = notes(TICK).size();
        awaitNotes("beat.code", notes("beat.code").size() + 2);
        assertThat(notes(TICK)).hasSize(before);

        undeploy("beat-1");
        deploy("beat-1");
        awaitNotes("beat.code", notes("beat.code").size() + 2);
        assertThat(notes(TICK)).hasSize(before);

        call("beat.enable", TICK);
        awaitNotes(TICK, before + 2);

        call("beat.create", "made", "here");
        awaitNotes("made", 2);
        call("beat.delete", "made");
        assertThat(number("select count(*) from apium_schedule where name = 'made'"))
                .isZero();

        var id = call("beat.run", "configured");
        assertThat(tasks.result(String.valueOf(id)).get(PATIENCE)).isNull();
    }

    @Test
    void whatIsParkedIsSentOnceWhenItsTimeHasCome() throws SQLException {
        deploy("beat-2");
        var name = UUID.randomUUID().toString();
        call("beat.park", name, 2_000, 3);
        await().atMost(PATIENCE).until(() -> notes(name).size() == 2_000);
        assertThat(notes(name))
                .containsExactlyInAnyOrderElementsOf(
                        IntStream.range(0, 2_000).mapToObj(String::valueOf).toList());
        assertThat(number("select count(*) from apium_parked")).isZero();

        var later = UUID.randomUUID().toString();
        call("beat.park", later, 3, 3_600);
        assertThat(number("select count(*) from apium_parked")).isEqualTo(3);
        assertThat(call("beat.release")).isEqualTo(3);
        awaitNotes(later, 3);
        assertThat(number("select count(*) from apium_parked")).isZero();
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

    private void deploy(String name) {
        deployer.deploy(name);
        deployed.add(name);
    }

    private void undeploy(String name) {
        deployer.undeploy(name);
        deployed.remove(name);
    }

    private void disableAll() {
        for (var name : List.of(TICK, "beat.code", "configured")) {
            call("beat.disable", name);
        }
    }

    private @Nullable Object call(String task, Object... args) {
        return tasks.signature(task, args).applyAsync(o -> o.queue(QUEUE)).get(PATIENCE);
    }

    private void awaitNotes(String name, int count) {
        await().atMost(PATIENCE)
                .untilAsserted(() -> assertThat(notes(name).size()).as(name).isGreaterThanOrEqualTo(count));
    }

    /** Awaits that all runs that were sent have been worked off. */
    private void awaitAllNoted(String name) {
        await().atMost(PATIENCE)
                .untilAsserted(() -> assertThat((long) notes(name).size())
                        .as("runs of " + name)
                        .isEqualTo(number("select runs from apium_schedule where name = '" + name + "'")));
    }

    private List<Instant> dueTimes(String name) throws SQLException {
        return notes(name).stream().map(Instant::parse).sorted().toList();
    }

    private List<Duration> gaps(String name) throws SQLException {
        var due = dueTimes(name);
        return IntStream.range(1, due.size())
                .mapToObj(i -> Duration.between(due.get(i - 1), due.get(i)))
                .toList();
    }

    private static List<String> notes(String name) throws SQLException {
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

    private static Instant instant(String query) throws SQLException {
        var micros = number(query);
        return Instant.ofEpochSecond(micros / 1_000_000, micros % 1_000_000 * 1_000);
    }

    private static long number(String query) throws SQLException {
        try (var connection = TestSession.dataSource().getConnection();
                var statement = connection.createStatement();
                var rows = statement.executeQuery(query)) {
            rows.next();
            return rows.getLong(1);
        }
    }

    private static void update(String sql) throws SQLException {
        try (var connection = TestSession.dataSource().getConnection();
                var statement = connection.createStatement()) {
            statement.executeUpdate(sql);
        }
    }
}
