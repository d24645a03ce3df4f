package io.apium.engine.beat;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.apium.MessageNotSentException;
import io.apium.Task;
import io.apium.TaskState;
import io.apium.engine.Laptop;
import io.apium.schedule.ParkedTask;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class ParkingTest {

    private static final Instant MIDNIGHT = Instant.parse("2026-01-01T00:00:00Z");
    private static final Duration HOUR = Duration.ofHours(1);

    static class Post {

        final List<String> delivered = new ArrayList<>();

        @Task(name = "deliver")
        void deliver(String what) {
            delivered.add(what);
        }

        @Task(name = "insist", retryDelay = "PT2H", autoRetryFor = IllegalStateException.class)
        void insist(String what) {
            delivered.add(what);
            if (delivered.size() == 1) {
                throw new IllegalStateException("nobody at home");
            }
        }
    }

    private final Laptop laptop = new Laptop();
    private final Post post = laptop.add(new Post());

    @AfterEach
    void close() {
        laptop.close();
    }

    private String send(String what, Duration countdown) {
        return laptop.tasks()
                .signature("deliver", what)
                .applyAsync(o -> o.countdown(countdown))
                .id();
    }

    private void beatAt(Instant time) {
        laptop.clock().set(time);
        laptop.beat();
    }

    @Test
    void aShortCountdownIsTheBrokers() {
        send("a", Duration.ofMinutes(5));
        assertThat(laptop.parkedTasks().list(null, 10)).isEmpty();
        assertThat(laptop.messages("apium")).hasSize(1);
    }

    @Test
    void aLongOneIsParkedUntilItsTime() {
        var id = send("a", HOUR);
        assertThat(laptop.messages("apium")).isEmpty();
        assertThat(laptop.parkedTasks().find(id))
                .singleElement()
                .satisfies(task -> assertThat(task.task()).isEqualTo("deliver"))
                .satisfies(task -> assertThat(task.queue()).isEqualTo("apium"))
                .satisfies(task -> assertThat(task.eta()).isEqualTo(MIDNIGHT.plus(HOUR)))
                .satisfies(task -> assertThat(task.parkedAt()).isEqualTo(MIDNIGHT));
        beatAt(MIDNIGHT.plus(HOUR).minusMillis(1_001));
        assertThat(laptop.messages("apium")).isEmpty();
        beatAt(MIDNIGHT.plus(HOUR).minusMillis(400));
        assertThat(laptop.messages("apium"))
                .singleElement()
                .satisfies(message -> assertThat(message.dueAt()).isEqualTo(MIDNIGHT.plus(HOUR)));
        laptop.clock().set(MIDNIGHT.plus(HOUR));
        laptop.work();
        assertThat(post.delivered).containsExactly("a");
        assertThat(laptop.parkedTasks().list(null, 10)).isEmpty();
    }

    @Test
    void anEtaAndTheDelayOfARetryAreParkedToo() {
        laptop.tasks().signature("insist", "a").applyAsync(o -> o.eta(MIDNIGHT.plus(HOUR)));
        beatAt(MIDNIGHT.plus(HOUR));
        laptop.work();
        assertThat(laptop.parkedTasks().list(null, 10)).singleElement().satisfies(task -> {
            assertThat(task.attempt()).isEqualTo(1);
            assertThat(task.eta()).isEqualTo(MIDNIGHT.plus(HOUR.multipliedBy(3)));
        });
        beatAt(MIDNIGHT.plus(HOUR.multipliedBy(3)));
        laptop.work();
        assertThat(post.delivered).containsExactly("a", "a");
    }

    @Test
    void parkingIsPartOfTheSendersTransaction() {
        laptop.inTransaction(() -> {
            send("a", HOUR);
            laptop.transactions().setRollbackOnly();
        });
        assertThat(laptop.parkedTasks().list(null, 10)).isEmpty();
    }

    @Test
    void aQueueThatDoesNotExistIsRefusedAtOnce() {
        laptop.removeQueue("apium");
        assertThatThrownBy(() -> send("a", HOUR)).isInstanceOf(MessageNotSentException.class);
        assertThat(laptop.parkedTasks().list(null, 10)).isEmpty();
    }

    @Test
    void manyAreSentInTheOrderOfTheirTime() {
        for (var i = 1_199; i >= 0; i--) {
            send("n" + i, HOUR.plusMillis(i));
        }
        beatAt(MIDNIGHT.plus(HOUR).plusSeconds(2));
        laptop.work();
        assertThat(post.delivered).hasSize(1_200);
        assertThat(post.delivered.subList(0, 3)).containsExactly("n0", "n1", "n2");
        assertThat(post.delivered).last().isEqualTo("n1199");
    }

    @Test
    void aPlugThatIsPulledLosesNothingAndDoublesNothing() {
        send("a", HOUR);
        laptop.beat();
        for (var commits = 0; commits < 4; commits++) {
            laptop.cutPowerAfter(commits);
            beatAt(MIDNIGHT.plus(HOUR).plusSeconds(commits * 10L));
            laptop.restart();
        }
        beatAt(MIDNIGHT.plus(HOUR).plusSeconds(60));
        laptop.work();
        assertThat(post.delivered).containsExactly("a");
    }

    @Test
    void severalNodesSendEachOnce() {
        send("a", HOUR);
        send("b", HOUR);
        laptop.clock().set(MIDNIGHT.plus(HOUR));
        try (var other = laptop.anotherNode()) {
            other.beat();
            laptop.beat();
        }
        laptop.work();
        assertThat(post.delivered).containsExactlyInAnyOrder("a", "b");
    }

    @Test
    void oneThatCannotBeSentDoesNotHoldUpTheOthers() {
        send("a", HOUR);
        var lost = laptop.tasks()
                .signature("deliver", "lost")
                .applyAsync(o -> o.countdown(HOUR).queue("shed"))
                .id();
        send("b", HOUR.plusMillis(1));
        laptop.removeQueue("shed");
        beatAt(MIDNIGHT.plus(HOUR).plusMillis(1));
        laptop.work();
        assertThat(post.delivered).containsExactly("a", "b");
        assertThat(laptop.parkedTasks().find(lost)).hasSize(1);
        laptop.addQueue("shed");
        beatAt(MIDNIGHT.plus(HOUR).plusSeconds(61));
        laptop.work();
        assertThat(post.delivered).containsExactly("a", "b", "lost");
    }

    @Test
    void oneIsMoved() {
        var id = send("a", HOUR);
        assertThat(laptop.parkedTasks().move(id, MIDNIGHT.plus(HOUR.multipliedBy(2))))
                .isTrue();
        assertThat(laptop.parkedTasks().move("other", MIDNIGHT)).isFalse();
        beatAt(MIDNIGHT.plus(HOUR));
        assertThat(laptop.work()).isZero();
        beatAt(MIDNIGHT.plus(HOUR.multipliedBy(2)));
        laptop.work();
        assertThat(post.delivered).containsExactly("a");
    }

    @Test
    void oneIsReleasedNow() {
        var id = send("a", HOUR);
        assertThat(laptop.parkedTasks().release(id)).isTrue();
        assertThat(laptop.parkedTasks().release(id)).isFalse();
        laptop.work();
        assertThat(post.delivered).containsExactly("a");
    }

    @Test
    void oneIsRevokedWithAllThatDependsOnIt() {
        var tasks = laptop.tasks();
        var result = tasks.chain(
                        tasks.signature("deliver", "a"),
                        tasks.signature("deliver", "b").immutable())
                .applyAsync(o -> o.countdown(HOUR));
        var first = laptop.parkedTasks().list(null, 10).get(0).id();
        assertThat(laptop.parkedTasks().revoke(first)).isTrue();
        laptop.work();
        assertThat(post.delivered).isEmpty();
        assertThat(tasks.result(first).state()).isEqualTo(TaskState.REVOKED);
        assertThatThrownBy(() -> tasks.result(first).get(Duration.ZERO)).hasMessageContaining("revoked it");
        assertThat(result.state()).isEqualTo(TaskState.REVOKED);
        assertThatThrownBy(() -> tasks.workflow(result.rootId().orElseThrow()).retryFailed())
                .hasMessageContaining("revoked");
        assertThat(laptop.parkedTasks().revoke(first)).isFalse();
    }

    @Test
    void theyAreListedPageByPage() {
        send("b", HOUR.multipliedBy(2));
        send("a", HOUR);
        send("c", HOUR.multipliedBy(3));
        var first = laptop.parkedTasks().list(null, 2);
        assertThat(first)
                .extracting(ParkedTask::eta)
                .containsExactly(MIDNIGHT.plus(HOUR), MIDNIGHT.plus(HOUR.multipliedBy(2)));
        assertThat(laptop.parkedTasks().list(first.get(1), 2))
                .extracting(ParkedTask::eta)
                .containsExactly(MIDNIGHT.plus(HOUR.multipliedBy(3)));
    }
}
