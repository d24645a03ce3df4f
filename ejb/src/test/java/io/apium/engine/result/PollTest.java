package io.apium.engine.result;

import static org.assertj.core.api.Assertions.assertThat;

import io.apium.TaskState;
import io.apium.spi.StoredResult;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Waiting, in a time that the test makes pass. */
class PollTest {

    /** Does what is scheduled when the test says so. */
    static final class Agenda extends ScheduledThreadPoolExecutor {

        private final Queue<Runnable> looks = new ArrayDeque<>();
        private final List<Long> pauses = new ArrayList<>();

        Agenda() {
            super(0);
        }

        @Override
        public ScheduledFuture<?> schedule(Runnable look, long delay, TimeUnit unit) {
            looks.add(look);
            pauses.add(unit.toMillis(delay));
            return super.schedule(() -> {}, 1, TimeUnit.DAYS);
        }

        boolean lookAgain() {
            var look = looks.poll();
            if (look != null) {
                look.run();
            }
            return look != null;
        }
    }

    private final Agenda agenda = new Agenda();
    private final CompletableFuture<@Nullable String> future = new CompletableFuture<>();
    private Optional<StoredResult> stored = Optional.empty();
    private int looks;

    @AfterEach
    void close() {
        agenda.shutdownNow();
    }

    private Poll poll() {
        return new Poll(
                agenda,
                () -> {
                    looks++;
                    stored.ifPresent(result -> future.complete(result.value()));
                },
                future);
    }

    private static Optional<StoredResult> result(TaskState state) {
        return Optional.of(new StoredResult(
                "id", "task", state, 0, "value", null, "worker", "id", null, Instant.EPOCH, Instant.EPOCH, null, null));
    }

    @Test
    void looksAtOnceAndSchedulesNothingIfTheResultIsThere() {
        stored = result(TaskState.SUCCESS);

        poll().run();

        assertThat(future).isCompletedWithValue("value");
        assertThat(agenda.pauses).isEmpty();
    }

    @Test
    void looksAgainUntilTheResultIsThere() {
        poll().run();
        assertThat(agenda.lookAgain()).isTrue();
        assertThat(future).isNotDone();

        stored = result(TaskState.SUCCESS);
        assertThat(agenda.lookAgain()).isTrue();
        assertThat(future).isCompletedWithValue("value");
        assertThat(agenda.lookAgain()).isFalse();
    }

    @Test
    void looksEverMoreSlowlyButAtLeastEveryTwoSeconds() {
        poll().run();
        for (int i = 0; i < 30; i++) {
            agenda.lookAgain();
        }

        assertThat(agenda.pauses).isSorted().startsWith(50L, 100L, 200L).endsWith(2000L, 2000L);
        assertThat(Collections.max(agenda.pauses)).isEqualTo(2000);
    }

    @Test
    void stopsLookingWhenNobodyWaitsAnyMore() {
        poll().run();
        future.cancel(false);

        assertThat(agenda.lookAgain()).isTrue();

        assertThat(looks).isEqualTo(1);
        assertThat(agenda.lookAgain()).isFalse();
    }

    @Test
    void looksOnceForAllThatIsHeardUntilThen() {
        var poll = poll();
        for (int i = 0; i < 10; i++) {
            poll.lookSoon();
        }
        assertThat(agenda.lookAgain()).isTrue();
        assertThat(agenda.lookAgain()).isFalse();
        assertThat(looks).isEqualTo(1);

        poll.lookSoon();
        assertThat(agenda.lookAgain()).isTrue();
        assertThat(looks).isEqualTo(2);
    }

    @Test
    void failsTheFutureIfTheStoreFails() {
        var fault = new IllegalStateException("database down");
        new Poll(
                        agenda,
                        () -> {
                            throw fault;
                        },
                        future)
                .run();

        assertThat(future).isCompletedExceptionally();
        assertThat(future.handle((value, thrown) -> thrown)).isCompletedWithValue(fault);
    }

    @Test
    void failsTheFutureIfTheSchedulerIsShutDown() {
        agenda.shutdownNow();

        poll().run();

        assertThat(future).isCompletedExceptionally();
    }
}
