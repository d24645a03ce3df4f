package io.apium.engine.execute;

import static org.assertj.core.api.Assertions.assertThat;

import io.apium.AsyncResult;
import io.apium.Execution;
import io.apium.Task;
import io.apium.TaskState;
import io.apium.engine.Background;
import io.apium.engine.Laptop;
import io.apium.spi.StoredAttempt;
import io.apium.spi.StoredResult;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What nodes do beside their tasks. */
class HousekeepingTest {

    static class Archive {

        @Task(name = "file", resultExpires = "PT2H")
        void file() {}

        @Task(name = "lose", ignoreResult = true)
        void lose() {
            throw new IllegalStateException("lost");
        }

        @Task(name = "fileAgain", resultExpires = "PT2H", maxRetries = -1, autoRetryFor = IllegalStateException.class)
        void fileAgain() {
            throw new IllegalStateException("full");
        }

        @Task(name = "copy", execution = Execution.AT_LEAST_ONCE)
        void copy() {}
    }

    private static final Duration MINUTE = Duration.ofMinutes(1);
    private static final Duration MOMENT = Duration.ofNanos(1);

    private Laptop laptop = new Laptop();

    HousekeepingTest() {
        laptop.add(new Archive());
    }

    @AfterEach
    void close() {
        laptop.close();
    }

    private void store(String id, @Nullable Instant expiresAt) {
        laptop.stores()
                .results()
                .insert(new StoredResult(
                        id,
                        "task",
                        TaskState.SUCCESS,
                        1,
                        null,
                        null,
                        "worker",
                        id,
                        null,
                        Instant.EPOCH,
                        Instant.EPOCH,
                        expiresAt,
                        null));
        laptop.stores()
                .results()
                .insertAttempt(new StoredAttempt(
                        id, 0, "task", TaskState.RETRY, null, null, "worker", Instant.EPOCH, null, null, expiresAt));
    }

    private void storeExpired(String id) {
        store(id, laptop.clock().instant().minus(MOMENT));
    }

    private boolean isStored(String id) {
        var results = laptop.stores().results();
        var hasResult = results.find(id).isPresent();
        assertThat(results.attempts(id).isEmpty()).isNotEqualTo(hasResult);
        return hasResult;
    }

    private TaskState stateOf(AsyncResult<?> task) {
        return laptop.tasks().result(task.id()).state();
    }

    @Test
    void whatHasExpiredIsDeletedAndNothingElse() {
        storeExpired("old");
        store("new", laptop.clock().instant().plus(MOMENT));
        store("eternal", null);

        laptop.tick();

        assertThat(isStored("old")).isFalse();
        assertThat(isStored("new")).isTrue();
        assertThat(isStored("eternal")).isTrue();
    }

    @Test
    void resultsAreKeptAsLongAsTheirTasksSay() {
        var file = laptop.tasks().signature(Archive::file).delay();
        var retried = laptop.tasks().signature(Archive::fileAgain).delay();
        var lost = laptop.tasks().signature(Archive::lose).delay();
        laptop.work();

        laptop.clock().advance(Duration.ofHours(1));
        laptop.tick();
        assertThat(stateOf(lost)).isEqualTo(TaskState.FAILURE);
        laptop.clock().advance(MINUTE);
        laptop.tick();
        assertThat(stateOf(lost)).isEqualTo(TaskState.PENDING);

        laptop.clock().advance(Duration.ofMinutes(59));
        laptop.tick();
        assertThat(stateOf(file)).isEqualTo(TaskState.SUCCESS);
        laptop.clock().advance(MINUTE);
        laptop.tick();
        assertThat(stateOf(file)).isEqualTo(TaskState.PENDING);
        // It is known until its next attempt, and two hours longer.
        assertThat(stateOf(retried)).isEqualTo(TaskState.RETRY);
        laptop.clock().advance(Duration.ofMinutes(3));
        laptop.tick();
        assertThat(stateOf(retried)).isEqualTo(TaskState.PENDING);
    }

    @Test
    void oneNodeDeletesAndAMinuteLaterAnother() {
        var another = laptop.anotherNode();
        laptop.tick();
        storeExpired("a");

        another.tick();
        laptop.clock().advance(MINUTE.minus(MOMENT));
        another.tick();
        laptop.tick();
        assertThat(isStored("a")).isTrue();

        laptop.clock().advance(MOMENT);
        another.tick();
        assertThat(isStored("a")).isFalse();

        storeExpired("b");
        laptop.tick();
        assertThat(isStored("b")).isTrue();
    }

    @Test
    void muchIsDeletedInSmallTransactions() {
        laptop.inTransaction(() -> IntStream.range(0, 2500).forEach(i -> storeExpired(String.valueOf(i))));

        // The commits before are those of the sign of life, of the claim, of the deletion of silent nodes, and two
        // batches.
        laptop.failCommitsAfter(5, 1);
        laptop.tick();

        // 500 results and 500 attempts are left.
        assertThat(laptop.stores().results().deleteExpired(10_000)).isEqualTo(1000);
    }

    @Test
    void muchIsDeletedAtOnce() {
        laptop.inTransaction(() -> IntStream.range(0, 2500).forEach(i -> storeExpired(String.valueOf(i))));

        laptop.tick();

        assertThat(laptop.stores().results().deleteExpired(10_000)).isZero();
    }

    @Test
    void whatFailsIsNoObstacleForTheRest() {
        var copy = laptop.tasks().signature(Archive::copy).delay();
        laptop.deliver("apium");
        laptop.restart();
        storeExpired("old");

        laptop.failCommits(1);
        laptop.tick();

        assertThat(laptop.stores().leases().findLosses(copy.id(), 0).isPresent())
                .isFalse();
        assertThat(isStored("old")).isFalse();
    }

    @Test
    void aClaimThatFailsIsTriedAgainByTheNextTick() {
        storeExpired("old");

        laptop.failCommits(100);
        laptop.tick();
        assertThat(isStored("old")).isTrue();

        laptop.failCommits(0);
        laptop.tick();
        assertThat(isStored("old")).isFalse();
    }

    @Test
    void whatCannotBeFinishedGoesOnBeforeTheMinuteIsOver() {
        laptop.inTransaction(() -> IntStream.range(0, 2500).forEach(i -> storeExpired(String.valueOf(i))));
        laptop.failCommitsAfter(5, 1);
        laptop.tick();

        laptop.tick();

        assertThat(laptop.stores().results().deleteExpired(10_000)).isZero();
    }

    @Test
    void aNodeDoesThisWheneverItIsWokenUntilItIsClosed() {
        laptop = new Laptop(Map.of("apium.node-heartbeat", "PT2S"));
        storeExpired("a");
        laptop.clean();
        assertThat(isStored("a")).isTrue();

        laptop.start();
        laptop.start();
        laptop.clean();
        assertThat(isStored("a")).isFalse();
        storeExpired("b");
        laptop.clock().advance(MINUTE);
        laptop.clean();
        assertThat(isStored("b")).isFalse();

        laptop.close();
        laptop.clock().advance(MINUTE);
        storeExpired("c");
        laptop.clean();
        assertThat(isStored("c")).isTrue();
        laptop.anotherNode().tick();
        assertThat(isStored("c")).isFalse();
    }

    @Test
    void aNodeLooksWhatOthersHaveLeftOnceAHeartbeat() {
        laptop = new Laptop(Map.of("apium.node-heartbeat", "PT2S", "apium.node-timeout", "PT10S"));
        laptop.add(new Archive());
        var another = laptop.anotherNode();
        laptop.tasks().signature(Archive::copy).delay();
        another.start();
        another.deliver("apium");
        laptop.start();
        laptop.clean();
        another.close();

        laptop.clock().advance(Duration.ofSeconds(2).minus(MOMENT));
        laptop.clean();
        assertThat(laptop.messages("apium")).isEmpty();
        laptop.clock().advance(MOMENT);
        laptop.clean();
        assertThat(laptop.messages("apium")).hasSize(1);
    }

    @Test
    void aNodeGivesSignsOfLifeByItselfUntilItIsClosed() {
        laptop = new Laptop(Map.of("apium.node-heartbeat", "PT0.005S"));
        laptop.add(new Archive());
        var another = laptop.anotherNode();
        laptop.start();
        laptop.tasks().signature(Archive::copy).delay();
        laptop.deliver("apium");
        laptop.clock().advance(MINUTE);
        Background.await(() ->
                laptop.stores().leases().findLost(Duration.ofSeconds(10), 1).isEmpty());
        another.tick();
        assertThat(laptop.messages("apium")).isEmpty();

        laptop.close();
        another.tick();
        assertThat(laptop.messages("apium")).hasSize(1);
    }

    @Test
    void theServerIsAskedToEndWhatIsInDoubtAlsoIfNoSignOfLifeCanBeGiven() {
        laptop.tick();
        assertThat(laptop.recoveries()).isOne();

        laptop.failCommits(100);
        laptop.clock().advance(MINUTE);
        laptop.tick();
        assertThat(laptop.recoveries()).isEqualTo(2);
    }
}
