package io.apium.engine.beat;

import static org.assertj.core.api.Assertions.assertThat;

import io.apium.schedule.Interval;
import io.apium.schedule.Misfire;
import io.apium.schedule.PeriodicTask;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class MisfireTest extends WithChores {

    @Test
    void whatIsLateButNotMissedIsRunEachTime() {
        laptop.schedules()
                .create(PeriodicTask.builder(
                                "chore",
                                Interval.every(Duration.ofSeconds(1)),
                                laptop.tasks().signature("sweep"))
                        .misfire(Misfire.SKIP)
                        .build());
        beatAt(MIDNIGHT.plusSeconds(61));
        laptop.work();
        assertThat(chores.due).hasSize(61);
        assertThat(status().runs()).isEqualTo(61);
    }

    @Test
    void ofThoseThatWereMissedOneIsRun() {
        create(everyMinute("sweep"));
        beatAt(at(10).plusSeconds(30));
        laptop.work();
        assertThat(chores.due).containsExactly(at(10));
        assertThat(status().nextDue()).isEqualTo(at(11));
        assertThat(status().runs()).isEqualTo(1);
    }

    @Test
    void oneThatIsMissedIsRunLateWithAllTheTimeItHas() {
        laptop.schedules()
                .create(PeriodicTask.builder(
                                "chore",
                                Interval.every(Duration.ofDays(1)),
                                laptop.tasks().signature("sweep"))
                        .build());
        beatAt(MIDNIGHT.plus(Duration.ofHours(40)));
        laptop.clock().advance(Duration.ofHours(20));
        laptop.work();
        assertThat(chores.due).containsExactly(MIDNIGHT.plus(Duration.ofDays(1)));
    }

    @Test
    void thoseThatWereMissedAreLeftOut() {
        laptop.schedules()
                .create(PeriodicTask.builder(
                                "chore",
                                Interval.every(Duration.ofMinutes(10)),
                                laptop.tasks().signature("sweep"))
                        .misfire(Misfire.SKIP)
                        .build());
        beatAt(at(35));
        assertThat(laptop.work()).isZero();
        assertThat(status().nextDue()).isEqualTo(at(40));
        assertThat(status().runs()).isZero();
        workAt(40);
        assertThat(chores.due).containsExactly(at(40));
    }

    @Test
    void theLastIsNotLeftOutIfItIsInTime() {
        create(everyMinute("sweep").misfire(Misfire.SKIP));
        beatAt(at(10).plusSeconds(30));
        laptop.work();
        assertThat(chores.due).containsExactly(at(10));
    }

    @Test
    void allThatWereMissedAreRunUpToALimit() {
        create(everyMinute("sweep").misfire(Misfire.ALL).misfireLimit(3));
        workAt(10);
        assertThat(chores.due).containsExactly(at(8), at(9), at(10));
        workAt(12);
        assertThat(chores.due).hasSize(5);
        assertThat(status().runs()).isEqualTo(5);
    }

    @Test
    void noMoreAreRunThanItMay() {
        create(everyMinute("sweep").misfire(Misfire.ALL).maxRuns(2));
        workAt(10);
        assertThat(chores.due).containsExactly(at(1), at(2));
        assertThat(status().nextDue()).isNull();
    }

    @Test
    void howeverManyWereMissedTheLastAreRun() {
        create(everyMinute("sweep")
                .schedule(Interval.every(Duration.ofSeconds(1)))
                .misfire(Misfire.ALL)
                .misfireLimit(100));
        var later = MIDNIGHT.plus(Duration.ofDays(3)).plusMillis(500);
        beatAt(later);
        laptop.work();
        assertThat(chores.due)
                .hasSize(100)
                .startsWith(MIDNIGHT.plus(Duration.ofDays(3)).minusSeconds(99))
                .endsWith(MIDNIGHT.plus(Duration.ofDays(3)));
        assertThat(status().nextDue()).isEqualTo(later.plusMillis(500));
    }

    @Test
    void ofMonthsThatWereMissedTheLastIsRun() {
        create(everyMinute("sweep").schedule(Interval.every(Duration.ofMinutes(2))));
        var later = MIDNIGHT.plus(Duration.ofDays(200));
        beatAt(later.plusSeconds(90));
        laptop.work();
        assertThat(chores.due).containsExactly(later);
    }

    @Test
    void aYearOfSecondsIsCaughtUpWith() {
        laptop.schedules()
                .create(PeriodicTask.builder(
                                "chore",
                                Interval.every(Duration.ofSeconds(1)),
                                laptop.tasks().signature("sweep"))
                        .build());
        var later = MIDNIGHT.plus(Duration.ofDays(365));
        beatAt(later);
        laptop.work();
        assertThat(chores.due).containsExactly(later);
        assertThat(status().nextDue()).isEqualTo(later.plusSeconds(1));
    }
}
