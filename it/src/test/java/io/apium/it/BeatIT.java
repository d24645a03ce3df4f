package io.apium.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Several nodes of one application on one database run what is due, once. */
class BeatIT extends BeatNodes {

    @Test
    void eachDueTimeIsRunOnceWhileNodesComeAndGo() throws SQLException {
        deploy("beat-2");
        deploy("beat-3");
        for (var node : List.of("beat-1", "beat-2", "beat-3")) {
            awaitNotes(TICK, notes(TICK).size() + 5);
            undeploy(node);
            awaitNotes(TICK, notes(TICK).size() + 5);
            deploy(node);
        }
        awaitNotes(TICK, notes(TICK).size() + 5);
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
    void whatSomebodyHasLockedHoldsUpNothingElse() throws SQLException {
        awaitNotes(TICK, 1);
        // As by the prepared transaction of a node that has died.
        try (var connection = TestSession.dataSource().getConnection();
                var statement = connection.createStatement()) {
            connection.setAutoCommit(false);
            statement.executeQuery("select name from apium_schedule where name = 'beat.code' for update");
            awaitNotes(TICK, notes(TICK).size() + 5);
            connection.rollback();
        }
        awaitNotes("beat.code", notes("beat.code").size() + 2);
    }

    /** Payara cannot be suspended. */
    @Tag("wildfly")
    @Test
    void aServerThatIsSuspendedSendsNothing() throws SQLException {
        awaitNotes(TICK, 2);
        call("beat.suspend");
        try {
            await().atMost(PATIENCE)
                    .until(() -> Instant.now()
                            .isAfter(instant("select max(last_due_at) from apium_schedule")
                                    .plusSeconds(4)));
        } finally {
            update("insert into beat_note values ('server', 'resume')");
        }

        // What was due meanwhile is late, but not missed.
        awaitNotes(TICK, notes(TICK).size() + 8);
        disableAll();
        awaitAllNoted(TICK);
        assertThat(gaps(TICK)).containsOnly(SECOND);
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
}
