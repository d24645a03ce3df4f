package io.apium.engine.beat;

import static org.assertj.core.api.Assertions.assertThat;

import io.apium.TaskState;
import io.apium.schedule.Interval;
import io.apium.schedule.Misfire;
import io.apium.schedule.Overlap;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;

class OverlapTest extends WithChores {

    @Test
    void runsMayOverlap() {
        create(everyMinute("sweep").expires(Duration.ZERO));
        beatAt(at(1));
        beatAt(at(2));
        assertThat(laptop.messages("apium")).hasSize(2);
    }

    @Test
    void aRunIsLeftOutWhileTheOneBeforeHasNotEnded() {
        create(everyMinute("sweep").overlap(Overlap.SKIP).expires(Duration.ZERO));
        beatAt(at(1));
        beatAt(at(2));
        beatAt(at(3));
        laptop.work();
        workAt(4);
        assertThat(chores.due).containsExactly(at(1), at(4));
        assertThat(status().runs()).isEqualTo(2);
    }

    @Test
    void aRunThatExpiredHasEnded() {
        create(everyMinute("sweep").overlap(Overlap.SKIP).expires(Duration.ofSeconds(30)));
        beatAt(at(1));
        beatAt(at(2));
        laptop.work();
        assertThat(chores.due).isEmpty();
        workAt(3);
        assertThat(chores.due).containsExactly(at(3));
    }

    @Test
    void aTaskThatIgnoresItsResultIsSeenToEnd() {
        create(everyMinute("wash", "socks").overlap(Overlap.SKIP));
        workAt(1);
        workAt(2);
        assertThat(chores.due).containsExactly(at(1), at(2));
    }

    @Test
    void aTaskThatEndsWithoutAResultIsSeenToEnd() {
        create(everyMinute("ignore").overlap(Overlap.SKIP));
        workAt(1);
        workAt(2);
        assertThat(chores.due).containsExactly(at(1), at(2));
    }

    @Test
    void aRunWhoseResultIsForgottenHasEnded() {
        create(everyMinute("sweep").overlap(Overlap.SKIP));
        workAt(1);
        beatAt(at(1).plusSeconds(50));
        // Meanwhile, somebody has seen that it has ended.
        laptop.stores().results().delete(List.of(status().lastTaskId()));
        workAt(2);
        assertThat(chores.due).containsExactly(at(1), at(2));
    }

    @Test
    void aRunWaitsForTheOneBeforeAndStandsForAllThatWereDue() {
        create(everyMinute("sweep").overlap(Overlap.QUEUE_ONE).expires(Duration.ZERO));
        beatAt(at(1));
        beatAt(at(2));
        beatAt(at(3));
        assertThat(laptop.messages("apium")).hasSize(1);
        laptop.work();
        beatAt(at(3).plusSeconds(1));
        laptop.work();
        assertThat(chores.due).containsExactly(at(1), at(3));
        assertThat(status().nextDue()).isEqualTo(at(4));
        workAt(4);
        assertThat(chores.due).containsExactly(at(1), at(3), at(4));
    }

    @Test
    void theRunBeforeIsAskedToEnd() {
        create(everyMinute("sweep").overlap(Overlap.CANCEL_RUNNING).expires(Duration.ZERO));
        beatAt(at(1));
        var first = Objects.requireNonNull(status().lastTaskId());
        beatAt(at(2));
        assertThat(status().problem()).isNull();
        assertThat(laptop.stores().results().isAbortRequested(first)).isTrue();
        laptop.work();
        assertThat(chores.due).containsExactly(at(2));
        assertThat(laptop.tasks().result(first).state()).isEqualTo(TaskState.REVOKED);
    }

    @Test
    void theRunBeforeIsNotAskedToEndForNothing() {
        create(everyMinute("sweep")
                .schedule(Interval.every(Duration.ofHours(1)))
                .overlap(Overlap.CANCEL_RUNNING)
                .misfire(Misfire.SKIP)
                .expires(Duration.ZERO));
        beatAt(at(60));
        var first = Objects.requireNonNull(status().lastTaskId());
        beatAt(at(150));
        assertThat(laptop.stores().results().isAbortRequested(first)).isFalse();
        laptop.work();
        assertThat(chores.due).containsExactly(at(60));
    }

    @Test
    void aWholeCanvasIsWaitedFor() {
        var tasks = laptop.tasks();
        create(everyMinute("sweep")
                .canvas(tasks.chain(
                        tasks.signature("wash", "a"),
                        tasks.group(
                                tasks.signature("wash"),
                                tasks.signature("sweep").immutable())))
                .overlap(Overlap.SKIP)
                .expires(Duration.ZERO));
        beatAt(at(1));
        laptop.deliver("apium");
        beatAt(at(2));
        laptop.deliver("apium");
        beatAt(at(3));
        assertThat(status().runs()).isEqualTo(1);
        laptop.work();
        beatAt(at(4));
        assertThat(status().runs()).isEqualTo(2);
    }

    @Test
    void ofSeveralThatAreDueAtOnceOneIsRun() {
        create(everyMinute("sweep").overlap(Overlap.SKIP).misfire(Misfire.ALL));
        workAt(5);
        assertThat(chores.due).containsExactly(at(5));
    }
}
