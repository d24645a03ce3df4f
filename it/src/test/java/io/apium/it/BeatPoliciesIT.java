package io.apium.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.apium.schedule.Misfire;
import io.apium.schedule.Overlap;
import java.sql.SQLException;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What becomes of a due time while the run before has not ended, or if nobody was there to run it. */
class BeatPoliciesIT extends BeatNodes {

    private static final String SLOW = "slow";
    private static final String BEGUN = SLOW + " begun";
    private static final String ENDED = SLOW + " ended";
    private static final String ABORTED = SLOW + " aborted";

    @Test
    void whatIsDueWhileTheRunBeforeLastsIsLeftOut() throws SQLException {
        var first = begin(Overlap.SKIP);
        awaitNextDue(first.plusSeconds(4));
        assertThat(notes(BEGUN)).hasSize(1);

        release(first);
        awaitNotes(BEGUN, 2);
        call("beat.delete", SLOW);

        var second = dueTimes(BEGUN).get(1);
        assertThat(second).isAfterOrEqualTo(first.plusSeconds(4));
        release(second);
        awaitNotes(ENDED, 2);
        assertThat(dueTimes(BEGUN)).containsExactly(first, second);
    }

    @Test
    void theLastOfWhatIsDueWhileTheRunBeforeLastsIsRunAfterIt() throws SQLException {
        var first = begin(Overlap.QUEUE_ONE);
        awaitNextDue(first.plusSeconds(3));
        assertThat(notes(BEGUN)).hasSize(1);
        var queued = nextDue();

        release(first);
        awaitNotes(BEGUN, 2);
        call("beat.delete", SLOW);

        var second = dueTimes(BEGUN).get(1);
        assertThat(second).isBetween(queued, queued.plus(MISFIRE_AFTER));
        release(second);
        awaitNotes(ENDED, 2);
        assertThat(dueTimes(BEGUN)).containsExactly(first, second);
    }

    @Test
    void theRunBeforeIsAskedToEndWhenTheNextIsDue() throws SQLException {
        begin(Overlap.CANCEL_RUNNING);
        awaitNotes(ABORTED, 3);
        call("beat.delete", SLOW);
        await().atMost(PATIENCE)
                .until(() -> notes(BEGUN).size() == notes(ABORTED).size() + 1);

        var begun = dueTimes(BEGUN);
        var last = begun.get(begun.size() - 1);
        assertThat(begun).doesNotHaveDuplicates();
        assertThat(dueTimes(ABORTED)).isEqualTo(begun.subList(0, begun.size() - 1));
        release(last);
        awaitNotes(ENDED, 1);
        assertThat(dueTimes(ENDED)).containsExactly(last);
    }

    @Test
    void whatWasMissedIsRunAsItsPolicySays() throws SQLException {
        var everySecond = "interval(1 seconds)";
        call("beat.make", "all", everySecond, Misfire.ALL);
        call("beat.make", "skip", everySecond, Misfire.SKIP);
        var moment = Instant.now().truncatedTo(ChronoUnit.SECONDS).plusSeconds(25);
        var once = "clocked(" + moment + ")";
        call("beat.make", "once-all", once, Misfire.ALL);
        call("beat.make", "once-once", once, Misfire.ONCE);
        call("beat.make", "once-skip", once, Misfire.SKIP);
        awaitNotes("all", 2);
        undeploy("beat-1");
        assertThat(Instant.now()).as("nothing runs from now on").isBefore(moment);
        var last = instant("select max(last_due_at) from apium_schedule");
        await().atMost(PATIENCE)
                .until(() -> Instant.now().isAfter(moment.plus(MISFIRE_AFTER).plusSeconds(2)));

        deploy("beat-1");
        for (var name : List.of(TICK, "all", "skip")) {
            await().atMost(PATIENCE)
                    .until(() -> dueTimes(name).stream().anyMatch(due -> due.isAfter(last.plus(MISFIRE_AFTER))));
            call("beat.disable", name);
            awaitAllNoted(name);
            assertThat(dueTimes(name)).as(name).doesNotHaveDuplicates();
        }

        assertThat(gaps("all")).containsOnly(SECOND);
        for (var name : List.of(TICK, "skip")) {
            var gap = gaps(name).stream().filter(each -> !each.equals(SECOND)).toList();
            assertThat(gap)
                    .as(name)
                    .singleElement()
                    .satisfies(each -> assertThat(each).isGreaterThan(MISFIRE_AFTER));
        }
        for (var name : List.of("once-all", "once-once")) {
            awaitNotes(name, 1);
            assertThat(dueTimes(name)).as(name).containsExactly(moment);
        }
        assertThat(notes("once-skip")).isEmpty();
        assertThat(number("select runs from apium_schedule where name = 'once-skip'"))
                .isZero();
    }

    /** Runs a task, of which each run lasts until it is released. {@return for when its first run was due} */
    private Instant begin(Overlap overlap) throws SQLException {
        call("beat.makeSlow", SLOW, overlap);
        awaitNotes(BEGUN, 1);
        return dueTimes(BEGUN).get(0);
    }

    private static void release(Instant due) throws SQLException {
        update("insert into beat_note values ('" + SLOW + " released', '" + due + "')");
    }

    private static void awaitNextDue(Instant due) {
        await().atMost(PATIENCE).until(() -> !nextDue().isBefore(due));
    }

    private static Instant nextDue() throws SQLException {
        return instant("select due_at from apium_schedule where name = '" + SLOW + "'");
    }
}
