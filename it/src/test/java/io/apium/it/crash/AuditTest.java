package io.apium.it.crash;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The audit finds in a real database each fault that somebody puts there. */
class AuditTest {

    /** Of Apium's tables, what the audit reads. */
    private static final String APIUM_TABLES = """
            create table apium_result (id varchar(128), task varchar(128), state varchar(40), attempt integer);
            create table apium_attempt (id varchar(128));
            create table apium_join (id varchar(128), remaining integer);
            create table apium_join_stripe (id varchar(128), stripe integer, remaining integer);
            create table apium_schedule (name varchar(200), runs integer, last_due_at bigint);
            """;

    private static final Rest NOTHING = rest(Map.of(), List.of(), List.of(), List.of(), 0, 0);

    private static Database database;

    @BeforeAll
    static void start(@TempDir Path folder) throws IOException {
        try (var socket = new ServerSocket(0)) {
            database = new Database(folder.resolve("postgres"), socket.getLocalPort());
        }
        database.start();
    }

    @AfterAll
    static void stop() throws IOException {
        database.close();
    }

    @BeforeEach
    void setUp() throws SQLException {
        execute("drop schema public cascade; create schema public");
        execute(Audit.TABLES + APIUM_TABLES);
        execute("insert into crash_sent values ('a', 'BOOKED', null), ('b', 'CHILD', 'a')");
        execute("insert into crash_trace values ('1', 'a', 'WORK'), ('2', 'b', 'WORK')");
        execute("insert into apium_result values ('a', 't', 'SUCCESS', 0), ('b', 't', 'SUCCESS', 0)");
        execute("insert into apium_result values ('g', 'apium.group', 'SUCCESS', 0)");
        execute("insert into apium_join values ('g', 0)");
        execute("insert into apium_schedule values ('crash.tick', 2, 2000000)");
        execute("insert into crash_tick values ('1', 'p', '1970-01-01T00:00:01Z')");
        execute("insert into crash_tick values ('2', 'q', '1970-01-01T00:00:02Z')");
        execute("insert into apium_result values ('p', 'crash.tick', 'SUCCESS', 0)");
        execute("insert into apium_result values ('q', 'crash.tick', 'SUCCESS', 0)");
    }

    @Test
    void findsNothingWhereNothingIsWrong() throws SQLException {
        assertThat(faults(NOTHING)).isEmpty();
    }

    @Test
    void findsALostResult() throws SQLException {
        execute("delete from apium_result where id = 'b'");

        assertThat(faults(NOTHING)).containsExactly(Fault.What.LOST);
    }

    @Test
    void findsLostWork() throws SQLException {
        execute("delete from crash_trace where task_id = 'b'");

        assertThat(faults(NOTHING)).containsExactly(Fault.What.LOST);
    }

    @Test
    void findsDoubledWork() throws SQLException {
        execute("insert into crash_trace values ('3', 'b', 'WORK')");

        assertThat(faults(NOTHING)).containsExactly(Fault.What.DOUBLED);
    }

    @Test
    void findsADoubledChild() throws SQLException {
        execute("insert into crash_sent values ('c', 'CHILD', 'a')");
        execute("insert into crash_trace values ('3', 'c', 'WORK')");
        execute("insert into apium_result values ('c', 't', 'SUCCESS', 0)");

        assertThat(faults(NOTHING)).containsExactly(Fault.What.DOUBLED);
    }

    @Test
    void findsTracesOfWhatWasNeverSent() throws SQLException {
        execute("insert into apium_result values ('x', 't', 'SUCCESS', 0)");
        execute("insert into apium_attempt values ('y')");
        execute("insert into crash_trace values ('3', 'z', 'WORK')");

        assertThat(faults(NOTHING)).containsExactly(Fault.What.DOUBLED, Fault.What.DOUBLED, Fault.What.DOUBLED);
    }

    @Test
    void findsAGroupThatWaits() throws SQLException {
        execute("update apium_join set remaining = 1");
        execute("insert into apium_join_stripe values ('g', 3, 1), ('g', 4, 0)");

        assertThat(faults(NOTHING)).containsExactly(Fault.What.LOST, Fault.What.LOST);
    }

    @Test
    void findsADueTimeThatWasRunTwice() throws SQLException {
        execute("insert into crash_tick values ('3', 'r', '1970-01-01T00:00:02Z')");
        execute("insert into apium_result values ('r', 'crash.tick', 'SUCCESS', 0)");
        execute("update apium_schedule set runs = 3");

        assertThat(faults(NOTHING)).containsExactly(Fault.What.DOUBLED);
    }

    @Test
    void findsADueTimeThatWasNotRun() throws SQLException {
        execute("update crash_tick set due_at = '1970-01-01T00:00:00Z' where id = '1'");

        assertThat(faults(NOTHING)).containsExactly(Fault.What.LOST);
    }

    @Test
    void findsARunThatWroteTwice() throws SQLException {
        execute("update crash_tick set task_id = 'p'");

        assertThat(faults(NOTHING)).containsExactlyInAnyOrder(Fault.What.DOUBLED, Fault.What.LOST);
    }

    @Test
    void findsARunWithoutAResult() throws SQLException {
        execute("delete from apium_result where id = 'q'");

        assertThat(faults(NOTHING)).containsExactly(Fault.What.LOST);
    }

    @Test
    void findsAWrongEnd() throws SQLException {
        execute("update apium_result set state = 'FAILURE' where id = 'b'");

        assertThat(faults(NOTHING)).containsExactly(Fault.What.WRONG_END);
    }

    @Test
    void findsWhatIsLeft() throws SQLException {
        var rest = rest(Map.of("apium", 2L, "other", 0L), List.of("gid"), List.of("xid"), List.of("uid"), 1, 1);

        assertThat(faults(rest))
                .containsExactlyInAnyOrder(
                        Fault.What.IN_DOUBT,
                        Fault.What.IN_DOUBT,
                        Fault.What.IN_DOUBT,
                        Fault.What.LEFT_OVER,
                        Fault.What.LEFT_OVER,
                        Fault.What.LEFT_OVER);
    }

    private static List<Fault.What> faults(Rest rest) throws SQLException {
        return new Audit(database)
                .audit(rest).faults().stream().map(Fault::what).toList();
    }

    private static Rest rest(
            Map<String, Long> messages,
            List<String> databaseInDoubt,
            List<String> brokerInDoubt,
            List<String> open,
            long leases,
            long parked) {
        return new Rest(0, leases, parked, messages, databaseInDoubt, brokerInDoubt, open);
    }

    private static void execute(String sql) throws SQLException {
        try (var connection = database.source().getConnection();
                var statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }
}
