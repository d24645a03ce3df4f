package io.apium.engine.beat;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import io.apium.schedule.Clocked;
import io.apium.schedule.Crontab;
import io.apium.schedule.Interval;
import io.apium.schedule.Overlap;
import io.apium.schedule.PeriodicTask;
import io.apium.schedule.PeriodicTaskStatus;
import io.apium.schedule.PeriodicTaskStatus.Origin;
import io.apium.schedule.Schedule;
import io.apium.spi.StoredSchedule.Definition;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.Optional;
import java.util.Queue;
import org.junit.jupiter.api.Test;

class SchedulesTest extends WithChores {

    @Test
    void whatIsCreatedIsFoundAsItWas() {
        var task = everyMinute("wash", "socks")
                .schedule(Crontab.of("30 6 * * mon-fri"))
                .start(at(5))
                .end(at(500_000))
                .maxRuns(7)
                .misfireLimit(9)
                .overlap(Overlap.SKIP)
                .jitter(Duration.ofSeconds(3))
                .expires(Duration.ofSeconds(4))
                .build();
        laptop.schedules().create(task);
        var found = task();
        assertThat(found.canvas().toJson()).isEqualTo(task.canvas().toJson());
        assertThat(found).usingRecursiveComparison().ignoringFields("canvas").isEqualTo(task);
        assertThat(status().origin()).isEqualTo(Origin.RUNTIME);
        assertThat(status().isEdited()).isFalse();
        assertThat(laptop.schedules().list()).hasSize(1);
    }

    @Test
    void anEditIsEffectiveOnAllNodesAtOnce() {
        create(everyMinute("sweep"));
        try (var other = laptop.anotherNode()) {
            other.beat();
            laptop.schedules()
                    .change(everyMinute("sweep")
                            .schedule(Crontab.of("5 * * * *"))
                            .build());
            laptop.clock().set(at(1));
            other.beat();
            assertThat(laptop.work()).isZero();
            laptop.clock().set(at(5));
            other.beat();
            laptop.work();
        }
        assertThat(chores.due).containsExactly(at(5));
        assertThat(status().nextDue()).isEqualTo(at(65));
    }

    @Test
    void aChangeCarriesItsRunsOn() {
        create(everyMinute("sweep").maxRuns(2));
        workAt(1);
        laptop.schedules().change(everyMinute("wash", "socks").maxRuns(2).build());
        workAt(2);
        workAt(3);
        assertThat(chores.due).containsExactly(at(1), at(2));
        assertThat(chores.notes).contains("socks");
        assertThat(status().runs()).isEqualTo(2);
    }

    @Test
    void oneIsDisabledAndEnabled() {
        create(everyMinute("sweep"));
        laptop.schedules().disable("chore");
        workAt(1);
        workAt(2);
        assertThat(status().nextDue()).isNull();
        laptop.schedules().enable("chore");
        workAt(3);
        assertThat(chores.due).containsExactly(at(3));
    }

    /** Every minute; when it is asked for the first time, something else happens before it answers. */
    static class Interrupted implements Schedule {

        final Queue<Runnable> meanwhile = new ArrayDeque<>();

        @Override
        public Optional<Instant> next(Instant moment) {
            var next = meanwhile.poll();
            if (next != null) {
                next.run();
            }
            return Interval.every(MINUTE).next(moment);
        }

        @Override
        public String describe() {
            return "every minute, or so";
        }
    }

    @Test
    void aChangeThatMeetsARunIsMadeToWhatItHasLeft() {
        var schedule = laptop.add(new Interrupted());
        create(everyMinute("sweep").schedule(schedule).enabled(false));
        // In a transaction of its own, as by another node.
        schedule.meanwhile.add(
                () -> laptop.transactions().inNew(() -> laptop.schedules().runNow("chore")));

        laptop.schedules().enable("chore");

        assertThat(schedule.meanwhile).isEmpty();
        assertThat(status().runs()).isEqualTo(1);
        assertThat(status().nextDue()).isEqualTo(at(1));
    }

    @Test
    void oneThatCannotBeReadIsListedAndMended() {
        create(everyMinute("sweep"));
        var stored = laptop.stores().schedules().findAll("test").get(0);
        laptop.inTransaction(() -> laptop.stores()
                .schedules()
                .change(stored.with(new Definition("RUNTIME", null, false, "no schedule", "{}", "no rules"))));
        laptop.schedules()
                .create(PeriodicTask.builder(
                                "other", Interval.every(MINUTE), laptop.tasks().signature("sweep"))
                        .build());

        workAt(1);

        assertThat(chores.due).containsExactly(at(1));
        assertThat(laptop.schedules().list())
                .extracting(PeriodicTaskStatus::name, status -> status.task() != null)
                .containsExactly(tuple("chore", false), tuple("other", true));
        assertThat(status().task()).isNull();
        assertThat(status().problem()).contains("'chore'", "cannot be read");
        assertThatThrownBy(() -> laptop.schedules().enable("chore")).hasMessageContaining("'chore'");
        laptop.schedules().change(everyMinute("sweep").build());
        workAt(2);
        assertThat(chores.due).containsExactly(at(1), at(2), at(2));
        assertThat(status().problem()).isNull();
    }

    @Test
    void oneIsDeleted() {
        create(everyMinute("sweep"));
        laptop.schedules().delete("chore");
        workAt(1);
        assertThat(chores.due).isEmpty();
        assertThat(laptop.schedules().find("chore")).isEmpty();
    }

    @Test
    void anEditIsTakenBackWithItsTransaction() {
        create(everyMinute("sweep"));
        laptop.inTransaction(() -> {
            laptop.schedules().disable("chore");
            laptop.transactions().setRollbackOnly();
        });
        workAt(1);
        assertThat(chores.due).containsExactly(at(1));
    }

    @Test
    void oneIsRunNowBesidesItsSchedule() {
        create(everyMinute("wash", "socks").enabled(false));
        laptop.clock().set(MIDNIGHT.plusSeconds(7));
        var result = laptop.schedules().runNow("chore");
        laptop.clock().advance(Duration.ofDays(1));
        laptop.work();
        assertThat(chores.due).containsExactly(MIDNIGHT.plusSeconds(7));
        assertThat(status().runs()).isEqualTo(1);
        assertThat(status().lastTaskId()).isEqualTo(result.id());
    }

    @Test
    void aRunByHandCountsForThoseThatMustNotOverlap() {
        create(everyMinute("sweep").overlap(Overlap.SKIP));
        laptop.schedules().runNow("chore");
        beatAt(at(1));
        assertThat(laptop.messages("apium")).hasSize(1);
    }

    @Test
    void aRunByHandDoesNotHideTheOneThatGoesOn() {
        create(everyMinute("sweep").overlap(Overlap.SKIP).expires(Duration.ZERO));
        beatAt(at(1));
        var byHand = laptop.schedules().runNow("chore");
        beatAt(at(2));
        assertThat(laptop.messages("apium")).hasSize(2);
        // The run of the first minute is worked off first, and the one by hand is not waited for.
        laptop.deliver("apium");
        assertThat(byHand.ready()).isFalse();
        beatAt(at(3));
        assertThat(status().runs()).isEqualTo(3);
    }

    @Test
    void aRangeIsRunAfterwards() {
        create(everyMinute("sweep"));
        laptop.clock().set(at(100));
        var results = laptop.schedules().backfill("chore", at(10), at(13));
        laptop.clock().set(at(500));
        laptop.work();
        assertThat(chores.due).containsExactly(at(10), at(11), at(12));
        assertThat(results).hasSize(3).allMatch(result -> result.successful());
        assertThat(status().runs()).isZero();
    }

    @Test
    void aRangeThatIsTooLongIsRefused() {
        create(everyMinute("sweep"));
        laptop.clock().set(at(20_000));
        assertThatThrownBy(() -> laptop.schedules().backfill("chore", at(0), at(10_001)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("10000");
        assertThat(laptop.messages("apium")).isEmpty();
    }

    @Test
    void aRangeThatIsNotOverIsRefused() {
        create(everyMinute("sweep"));
        assertThatThrownBy(() -> laptop.schedules().backfill("chore", at(0), at(0)))
                .hasMessageContaining("must end");
        assertThatThrownBy(() -> laptop.schedules().backfill("chore", at(0), at(1)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("has not come");
    }

    @Test
    void oneThatWouldNeverBeDueIsRefused() {
        var past = everyMinute("sweep").schedule(Clocked.at(MIDNIGHT));
        laptop.schedules()
                .create(PeriodicTask.builder(
                                "other", Interval.every(MINUTE), laptop.tasks().signature("sweep"))
                        .build());
        assertThatThrownBy(() -> laptop.schedules()
                        .change(PeriodicTask.builder(
                                        "other",
                                        Clocked.at(MIDNIGHT),
                                        laptop.tasks().signature("sweep"))
                                .build()))
                .hasMessageContainingAll("'other'", "never be due");
        assertThatThrownBy(() -> create(past))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContainingAll("'chore'", "never be due");
        assertThat(laptop.schedules().find("chore")).isEmpty();
    }

    @Test
    void whatCannotWorkIsRefused() {
        create(everyMinute("sweep"));
        assertThatThrownBy(() -> create(everyMinute("sweep"))).isInstanceOf(IllegalStateException.class);
        var schedules = laptop.schedules();
        assertThatThrownBy(() -> schedules.change(everyMinute("dust").build()))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("'dust'");
        assertThatThrownBy(() -> schedules.change(everyMinute("wash", "a", "b").build()))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("wash");
        assertThatThrownBy(() -> schedules.change(everyMinute("sweep")
                        .overlap(Overlap.CANCEL_RUNNING)
                        .canvas(laptop.tasks().chain(laptop.tasks().signature("sweep")))
                        .build()))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("CANCEL_RUNNING");
        for (var name : List.of("other")) {
            assertThatThrownBy(() -> schedules.disable(name)).isInstanceOf(NoSuchElementException.class);
            assertThatThrownBy(() -> schedules.delete(name)).isInstanceOf(NoSuchElementException.class);
            assertThatThrownBy(() -> schedules.runNow(name)).isInstanceOf(NoSuchElementException.class);
        }
    }

    @Test
    void aTaskOfSomewhereElseNeedsItsQueue() {
        var elsewhere = laptop.tasks().signature("dust").set(o -> o.queue("elsewhere"));
        create(everyMinute("sweep").canvas(elsewhere));
        beatAt(at(1));
        assertThat(laptop.messages("elsewhere")).hasSize(1);
    }

    @Test
    void itsNextDueTimesAreKnown() {
        create(everyMinute("sweep").start(at(3)).end(at(4)));
        assertThat(task().next(at(0), 5)).containsExactly(at(3), at(4));
        assertThat(status().nextDue()).isEqualTo(Instant.parse("2026-01-01T00:03:00Z"));
    }
}
