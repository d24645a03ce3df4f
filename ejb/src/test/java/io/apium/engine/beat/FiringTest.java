package io.apium.engine.beat;

import static org.assertj.core.api.Assertions.assertThat;

import io.apium.TaskState;
import io.apium.schedule.Clocked;
import io.apium.schedule.Interval;
import io.apium.schedule.PeriodicTask;
import io.apium.schedule.Schedule;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class FiringTest extends WithChores {

    FiringTest() {
        super(Map.of("apium.park-after", "PT1H"));
    }

    @Test
    void eachDueTimeIsRunOnceWithItsNameAndItsTime() {
        create(everyMinute("sweep"));
        for (var second = 0; second <= 180; second++) {
            beatAt(MIDNIGHT.plusSeconds(second));
            laptop.work();
        }
        assertThat(chores.due).containsExactly(at(1), at(2), at(3));
        assertThat(chores.notes).containsOnly("chore");
    }

    @Test
    void whatIsRunIsSeen() {
        create(everyMinute("sweep"));
        assertThat(status().nextDue()).isEqualTo(at(1));
        assertThat(status().lastTaskId()).isNull();
        workAt(1);
        workAt(2);
        var status = status();
        assertThat(status.runs()).isEqualTo(2);
        assertThat(status.nextDue()).isEqualTo(at(3));
        assertThat(status.lastDue()).isEqualTo(at(2));
        assertThat(status.lastRunAt()).isEqualTo(at(2));
        assertThat(laptop.tasks()
                        .result(Objects.requireNonNull(status.lastTaskId()))
                        .state())
                .isEqualTo(TaskState.SUCCESS);
    }

    @Test
    void severalNodesRunEachDueTimeOnce() {
        create(everyMinute("sweep"));
        var others = IntStream.range(0, 3).mapToObj(i -> laptop.anotherNode()).toList();
        for (var minute = 1; minute <= 3; minute++) {
            laptop.clock().set(at(minute));
            others.forEach(node -> node.beat());
            laptop.beat();
            laptop.work();
        }
        assertThat(chores.due).containsExactly(at(1), at(2), at(3));
    }

    @Test
    void aNodeThatAnotherIsQuickerThanRunsNothing() {
        var schedule = laptop.add(new SchedulesTest.Interrupted());
        create(everyMinute("sweep").schedule(schedule));
        try (var other = laptop.anotherNode()) {
            laptop.clock().set(at(1));
            schedule.meanwhile.add(other::beat);
            laptop.beat();
        }
        assertThat(schedule.meanwhile).isEmpty();
        laptop.work();
        assertThat(chores.due).containsExactly(at(1));
        assertThat(status().runs()).isEqualTo(1);
    }

    @Test
    void aPlugThatIsPulledLosesNothingAndDoublesNothing() {
        create(everyMinute("sweep"));
        for (var commits = 0; commits < 6; commits++) {
            laptop.cutPowerAfter(commits);
            beatAt(at(1));
            laptop.restart();
        }
        laptop.beat();
        laptop.work();
        assertThat(chores.due).containsExactly(at(1));
        assertThat(status().runs()).isEqualTo(1);
    }

    @Test
    void aNodeWhoseClockIsWrongRunsNothingTooEarly() {
        create(everyMinute("sweep"));
        laptop.clockIsWrongBy(Duration.ofMinutes(10));
        beatAt(at(1).minusMillis(1));
        assertThat(laptop.work()).isZero();
        workAt(1);
        assertThat(status().runs()).isEqualTo(1);
        laptop.clockIsWrongBy(Duration.ofMinutes(-10));
        workAt(2);
        assertThat(status().runs()).isEqualTo(2);
    }

    @Test
    void itIsDueFromItsStartToItsEnd() {
        create(everyMinute("sweep").start(at(2)).end(at(3)));
        IntStream.rangeClosed(1, 5).forEach(this::workAt);
        assertThat(chores.due).containsExactly(at(2), at(3));
        assertThat(status().nextDue()).isNull();
    }

    @Test
    void itEndsAfterSoManyRuns() {
        create(everyMinute("sweep").maxRuns(2));
        IntStream.rangeClosed(1, 5).forEach(this::workAt);
        assertThat(chores.due).containsExactly(at(1), at(2));
        assertThat(status().nextDue()).isNull();
    }

    @Test
    void oneThatIsDisabledIsNotRun() {
        create(everyMinute("sweep").enabled(false));
        workAt(1);
        assertThat(chores.due).isEmpty();
        assertThat(status().nextDue()).isNull();
    }

    @Test
    void aNodeThatIsNoBeatLeavesItToOthers() {
        create(everyMinute("sweep"));
        laptop.clock().set(at(1));
        try (var other = laptop.anotherNode(Map.of("apium.beat-enabled", "false"))) {
            other.beat();
            assertThat(laptop.work()).isZero();
        }
        laptop.beat();
        laptop.work();
        assertThat(chores.due).containsExactly(at(1));
    }

    @Test
    void aRunExpiresWhenTheNextIsDue() {
        create(PeriodicTask.builder(
                "chore", Interval.every(Duration.ofMinutes(5)), laptop.tasks().signature("sweep")));
        beatAt(at(5));
        laptop.clock().set(at(10).plusMillis(1));
        laptop.work();
        assertThat(chores.due).isEmpty();
        assertThat(laptop.tasks()
                        .result(Objects.requireNonNull(status().lastTaskId()))
                        .state())
                .isEqualTo(TaskState.REVOKED);
    }

    @Test
    void aRunHasAMinuteAtLeast() {
        create(PeriodicTask.builder(
                "chore", Interval.every(Duration.ofSeconds(1)), laptop.tasks().signature("sweep")));
        beatAt(MIDNIGHT.plusSeconds(1));
        laptop.clock().set(MIDNIGHT.plusSeconds(61));
        laptop.work();
        assertThat(chores.due).hasSize(1);
    }

    @Test
    void aRunExpiresWhenItIsSaidToAndAnotherDoesNot() {
        create(everyMinute("sweep").expires(Duration.ofMinutes(3)));
        beatAt(at(1));
        laptop.clock().set(at(4));
        laptop.work();
        assertThat(chores.due).containsExactly(at(1));
        laptop.schedules().change(everyMinute("sweep").expires(Duration.ZERO).build());
        beatAt(at(5));
        laptop.clock().set(at(500));
        laptop.work();
        assertThat(chores.due).contains(at(5));
    }

    @Test
    void whatTheCanvasSaysAboutItsExpiryGoesFirst() {
        create(everyMinute("sweep").canvas(laptop.tasks().signature("sweep").set(o -> o.expires(Duration.ofHours(1)))));
        beatAt(at(1));
        laptop.clock().set(at(30));
        laptop.work();
        assertThat(chores.due).containsExactly(at(1));
    }

    @Test
    void whatAWholeCanvasSaysAboutItsExpiryGoesFirst() {
        var tasks = laptop.tasks();
        create(everyMinute("sweep")
                .canvas(tasks.group(tasks.chain(tasks.signature("wash", "a"), tasks.signature("wash")))
                        .set(o -> o.expires(Duration.ofHours(1)))));
        beatAt(at(1));
        laptop.clock().set(at(30));
        laptop.work();
        assertThat(chores.due).hasSize(2);
    }

    @Test
    void aRunThatIsHeldBackHasAsMuchTimeAsOthers() {
        var sweep = laptop.tasks().signature("sweep");
        create(everyMinute("sweep").canvas(sweep.set(o -> o.countdown(MINUTE.multipliedBy(10)))));
        beatAt(at(1));
        laptop.clock().set(at(12));
        laptop.work();
        laptop.schedules()
                .change(everyMinute("sweep")
                        .canvas(laptop.tasks()
                                .group(sweep, sweep.set(o -> o.eta(at(30))))
                                .set(o -> o.countdown(MINUTE.multipliedBy(10))))
                        .build());
        beatAt(at(20));
        laptop.clock().set(at(31));
        laptop.work();
        assertThat(chores.due).containsExactly(at(1), at(20), at(20));
        beatAt(at(40));
        laptop.clock().set(at(52));
        laptop.work();
        assertThat(chores.due).hasSize(3);
    }

    @Test
    void aDueTimeIsRunOnceHoweverFineItIs() {
        var fine = MIDNIGHT.plusNanos(90_123_456_789L);
        create(everyMinute("sweep").schedule(Clocked.at(fine)));
        beatAt(fine.plusSeconds(1));
        beatAt(fine.plusSeconds(2));
        assertThat(laptop.messages("apium")).hasSize(1);
        assertThat(status().nextDue()).isNull();
        laptop.schedules()
                .change(everyMinute("sweep")
                        .schedule(Interval.every(MINUTE).from(fine))
                        .build());
        // It stays due at its time, also if all else changes.
        laptop.schedules()
                .change(everyMinute("wash", "socks")
                        .schedule(Interval.every(MINUTE).from(fine))
                        .build());
        beatAt(fine.plus(MINUTE).plusSeconds(1));
        assertThat(laptop.messages("apium")).hasSize(2);
    }

    @Test
    void aScheduleThatGoesBackIsAProblemAndNoEndlessLoop() {
        create(everyMinute("sweep").schedule(laptop.add(new Backwards())).start(at(1)));
        beatAt(at(2));
        assertThat(status().problem()).contains("'chore'", "is not after");
        assertThat(laptop.messages("apium")).isEmpty();
    }

    /** Due on the minute, and then again. */
    static class Backwards implements Schedule {

        @Override
        public Optional<Instant> next(Instant moment) {
            return Optional.of(moment.isBefore(at(1)) ? at(1) : at(0));
        }

        @Override
        public String describe() {
            return "backwards";
        }
    }

    @Test
    void onlyTheFirstTasksOfACanvasExpire() {
        var tasks = laptop.tasks();
        create(everyMinute("sweep")
                .canvas(tasks.chain(
                        tasks.signature("wash", "first"),
                        tasks.signature("wash").set(o -> o.countdown(MINUTE.multipliedBy(9))))));
        workAt(1);
        assertThat(chores.due).hasSize(1);
        laptop.clock().set(at(11));
        laptop.work();
        assertThat(chores.due).hasSize(2);
        assertThat(chores.notes).contains("first");
    }

    @Test
    void jitterHoldsARunBackByNoMore() {
        create(everyMinute("sweep").jitter(Duration.ofSeconds(50)));
        var delays = IntStream.rangeClosed(1, 40)
                .mapToObj(minute -> {
                    beatAt(at(minute));
                    var message = laptop.messages("apium").get(minute - 1);
                    return Duration.between(at(minute), message.dueAt());
                })
                .toList();
        assertThat(delays).allMatch(delay -> delay.compareTo(Duration.ofSeconds(50)) <= 0);
        assertThat(delays.stream().distinct().count()).isGreaterThan(5);
    }

    @Test
    void whatCannotBeSentStaysDueAndSaysWhy() {
        create(everyMinute("sweep"));
        laptop.removeQueue("apium");
        beatAt(at(1));
        assertThat(status().problem()).contains("apium");
        assertThat(status().nextDue()).isEqualTo(at(1));
        laptop.addQueue("apium");
        beatAt(at(1).plusSeconds(1));
        laptop.work();
        assertThat(chores.due).containsExactly(at(1));
        assertThat(status().problem()).isNull();
    }

    @Test
    void whatCannotBeSentIsTriedEverMoreRarelyUntilItIsChanged() {
        var schedule = laptop.add(new Asked());
        create(everyMinute("sweep").schedule(schedule));
        laptop.removeQueue("apium");
        assertThat(secondsAsked(schedule, 0, 50)).containsExactly(0, 1, 3, 7, 15, 31);
        laptop.schedules()
                .change(everyMinute("wash", "socks").schedule(schedule).build());
        assertThat(secondsAsked(schedule, 50, 60)).startsWith(50);
    }

    /** {@return in which seconds beat has looked what is due} */
    private List<Integer> secondsAsked(Asked schedule, int from, int to) {
        return IntStream.range(from, to)
                .filter(second -> {
                    schedule.isAsked = false;
                    beatAt(at(1).plusSeconds(second));
                    return schedule.isAsked;
                })
                .boxed()
                .toList();
    }

    /** Due once. */
    static class Asked implements Schedule {

        private boolean isAsked;

        @Override
        public Optional<Instant> next(Instant moment) {
            isAsked = true;
            return Clocked.at(at(1)).next(moment);
        }

        @Override
        public String describe() {
            return "once";
        }
    }

    @Test
    void aDatabaseThatIsAwayLosesNothing() {
        create(everyMinute("sweep"));
        laptop.databaseIsAway(true);
        beatAt(at(1));
        laptop.databaseIsAway(false);
        beatAt(at(1).plusSeconds(1));
        laptop.work();
        assertThat(chores.due).containsExactly(at(1));
    }
}
