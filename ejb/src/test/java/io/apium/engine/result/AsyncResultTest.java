package io.apium.engine.result;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;

import io.apium.AsyncResult;
import io.apium.NoResultStoreException;
import io.apium.ResultTimeoutException;
import io.apium.ResultType;
import io.apium.Task;
import io.apium.TaskFailedException;
import io.apium.TaskFailure;
import io.apium.TaskRevokedException;
import io.apium.TaskState;
import io.apium.UnreadableResultException;
import io.apium.engine.ClientSettings;
import io.apium.engine.Engine;
import io.apium.engine.Laptop;
import io.apium.engine.message.Json;
import io.apium.spi.EventTopic;
import io.apium.spi.StoredAttempt;
import io.apium.spi.StoredResult;
import io.apium.spi.Transactions;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class AsyncResultTest {

    record Order(int number) {}

    static class NoMoneyException extends Exception {
        private static final long serialVersionUID = 1L;

        NoMoneyException(String message) {
            super(message);
        }
    }

    static class Orders {

        @Task(name = "orders.list")
        List<Order> list(int size) {
            return IntStream.range(0, size).mapToObj(Order::new).toList();
        }

        @Task(name = "orders.none")
        @Nullable
        Order none() {
            return null;
        }

        @Task(name = "orders.charge", expires = "PT1M")
        void charge() throws NoMoneyException {
            throw new NoMoneyException("3 € short");
        }
    }

    private static final Duration AT_ONCE = Duration.ZERO;

    private final Laptop laptop = new Laptop();

    AsyncResultTest() {
        laptop.add(new Orders());
    }

    @AfterEach
    void close() {
        laptop.close();
    }

    private AsyncResult<List<Order>> list() {
        return laptop.tasks().signature(Orders::list, 2).delay();
    }

    private AsyncResult<Void> failing() {
        return laptop.tasks().signature(Orders::charge).delay();
    }

    private void store(String id, TaskState state, @Nullable String value) {
        laptop.stores()
                .results()
                .insert(new StoredResult(
                        id,
                        "task",
                        state,
                        0,
                        value,
                        null,
                        "worker",
                        id,
                        null,
                        Instant.EPOCH,
                        Instant.EPOCH,
                        null,
                        null));
    }

    @Test
    void aTaskThatHasNotEndedIsPending() {
        var result = list();

        assertThat(result.state()).isEqualTo(TaskState.PENDING);
        assertThat(result.ready()).isFalse();
        assertThat(result.successful()).isFalse();
        assertThat(result.failed()).isFalse();
        assertThat(result.failure()).isEmpty();
        assertThat(laptop.tasks().result("never sent").state()).isEqualTo(TaskState.PENDING);
    }

    @Test
    void aSuccessHasItsValueInTheMethodsType() {
        var result = list();

        laptop.work();

        assertThat(result.ready()).isTrue();
        assertThat(result.successful()).isTrue();
        assertThat(result.failed()).isFalse();
        assertThat(result.get()).containsExactly(new Order(0), new Order(1));
        assertThat(result.get(AT_ONCE)).isEqualTo(result.get());
    }

    @Test
    void aSuccessWithoutValueIsNull() {
        var result = laptop.tasks().signature("orders.none").delay();

        laptop.work();

        assertThat(result.successful()).isTrue();
        assertThat(result.get()).isNull();
    }

    @Test
    void aResultIsReadAnywhereByItsIdInTheTypeAskedFor() {
        var id = list().id();
        laptop.work();
        var tasks = laptop.tasks();

        assertThat(tasks.result(id).get()).hasToString("[{number=0}, {number=1}]");
        assertThat(tasks.result(id, Order[].class).get()).containsExactly(new Order(0), new Order(1));
        assertThat(tasks.result(id, new ResultType<List<Order>>() {}).get())
                .containsExactly(new Order(0), new Order(1));
    }

    @Test
    void aValueOfAnotherTypeIsRefusedAndStaysStored() {
        var id = list().id();
        laptop.work();

        assertThatThrownBy(() -> laptop.tasks().result(id, Order.class).get())
                .isInstanceOf(UnreadableResultException.class)
                .hasMessageContaining("task " + id + " cannot be read as " + Order.class.getName())
                .hasMessageContaining("it stays stored");
        assertThat(laptop.tasks().result(id).get()).isNotNull();
    }

    @Test
    void waitingEndsWithItsTimeout() {
        var result = list();

        assertThatThrownBy(() -> result.get(AT_ONCE))
                .isInstanceOf(ResultTimeoutException.class)
                .hasMessage("Task " + result.id()
                        + " has not ended within PT0S; it is PENDING: it waits or runs, or nobody" + " knows it");
        assertThatThrownBy(() -> result.get(Duration.ofMillis(20))).isInstanceOf(ResultTimeoutException.class);

        laptop.work();
        assertThat(result.get(AT_ONCE)).hasSize(2);
    }

    @Test
    void aTimeoutMayBeForEver() {
        var result = list();
        laptop.work();

        assertThat(result.get(ChronoUnit.FOREVER.getDuration())).hasSize(2);
    }

    @Test
    void aFailureIsThrownWithWhatIsStoredOfIt() {
        var result = failing();

        laptop.work();

        assertThat(result.ready()).isTrue();
        assertThat(result.failed()).isTrue();
        assertThat(result.successful()).isFalse();
        var thrown = catchThrowable(result::get);
        assertThat(thrown)
                .isInstanceOf(TaskFailedException.class)
                .hasMessage("Task 'orders.charge' " + result.id() + " failed with " + NoMoneyException.class.getName()
                        + ": 3 € short")
                .hasNoCause();
        var exception = (TaskFailedException) thrown;
        assertThat(exception.id()).isEqualTo(result.id());
        assertThat(exception.failure()).isEqualTo(result.failure().orElseThrow());
        assertThat(exception.failure().trace()).contains("Orders.charge");
    }

    @Test
    void aRevokedTaskIsThrownAsSuch() {
        var result = failing();

        laptop.clock().advance(Duration.ofMinutes(2));
        laptop.work();

        assertThat(result.failed()).isFalse();
        assertThat(result.failure())
                .contains(new TaskFailure(TaskRevokedException.class.getName(), "expired at 2026-01-01T00:01:00Z", ""));
        assertThatThrownBy(() -> result.get(AT_ONCE))
                .isInstanceOf(TaskRevokedException.class)
                .hasMessage("Task 'orders.charge' " + result.id() + " was not called: expired at 2026-01-01T00:01:00Z");
    }

    @Test
    void waitingInsideTheTransactionThatSendsIsRefused() {
        laptop.inTransaction(() -> {
            var result = list();

            for (var thrown : List.of(
                    catchThrowable(result::get),
                    catchThrowable(() -> result.get(AT_ONCE)),
                    catchThrowable(result::toCompletableFuture))) {
                assertThat(thrown)
                        .isInstanceOf(IllegalStateException.class)
                        .hasMessageContaining(result.id())
                        .hasMessageContaining("Wait after the commit");
            }
            assertThat(result.state()).isEqualTo(TaskState.PENDING);
        });
    }

    @Test
    void waitingInAnotherTransactionIsFine() {
        var sent = new CompletableFuture<AsyncResult<List<Order>>>();
        laptop.inTransaction(() -> sent.complete(list()));
        laptop.work();

        laptop.inTransaction(() -> assertThat(sent.join().get(AT_ONCE)).hasSize(2));
    }

    @Test
    void aTransactionSeesAResultThatIsStoredWhileItRuns() {
        var result = list();

        laptop.inTransaction(() -> {
            assertThat(result.ready()).isFalse();
            laptop.transactions().<Integer>outside(laptop::work);
            assertThat(result.get(AT_ONCE)).hasSize(2);
        });
    }

    @Test
    void readingTakesNoPartInTheTransaction() {
        laptop.inTransaction(() -> {
            store("id", TaskState.SUCCESS, "1");

            assertThat(laptop.result("id")).isPresent();
            assertThat(laptop.tasks().result("id").ready()).isFalse();
        });

        assertThat(laptop.tasks().result("id").ready()).isTrue();
    }

    @Test
    void whatIsForgottenIsPendingAgain() {
        var result = list();
        laptop.work();
        assertThat(result.get()).hasSize(2);

        result.forget();

        assertThat(result.state()).isEqualTo(TaskState.PENDING);
        assertThat(laptop.result(result.id())).isEmpty();
        result.forget();
    }

    @Test
    void forgettingTakesPartInTheTransaction() {
        var result = list();
        laptop.work();

        laptop.inTransaction(() -> {
            result.forget();
            laptop.transactions().setRollbackOnly();
        });

        assertThat(result.successful()).isTrue();
    }

    @Test
    void aStateOfTheApplicationsOwnIsNotTheEnd() {
        laptop.stores()
                .results()
                .insertAttempt(new StoredAttempt(
                        "id",
                        0,
                        "task",
                        new TaskState("PROGRESS"),
                        null,
                        null,
                        "worker",
                        Instant.EPOCH,
                        null,
                        null,
                        null));
        var result = laptop.tasks().result("id");

        assertThat(result.state()).isEqualTo(new TaskState("PROGRESS"));
        assertThat(result.ready()).isFalse();
        assertThatThrownBy(() -> result.get(AT_ONCE))
                .isInstanceOf(ResultTimeoutException.class)
                .hasMessageContaining("it is PROGRESS");
    }

    @Test
    void aFutureIsCompletedWhenTheTaskEndsLater() {
        var result = list();
        var future = result.toCompletableFuture();
        assertThat(future).isNotDone();

        laptop.work();

        assertThat(future).succeedsWithin(Duration.ofSeconds(30)).isEqualTo(List.of(new Order(0), new Order(1)));
    }

    @Test
    void aFutureIsCompletedWithWhatGetWouldThrow() {
        var future = failing().toCompletableFuture();

        laptop.work();

        assertThat(future)
                .failsWithin(Duration.ofSeconds(30))
                .withThrowableThat()
                .withCauseInstanceOf(TaskFailedException.class);
    }

    @Test
    void aWaitingThreadWakesUpWhenTheTaskEnds() {
        var result = list();
        var worker = result.toCompletableFuture().isDone() ? null : CompletableFuture.runAsync(laptop::work);

        assertThat(result.get()).hasSize(2);
        assertThat(worker).succeedsWithin(Duration.ofSeconds(30));
    }

    @Test
    void anInterruptedThreadStopsWaitingAndStaysInterrupted() {
        var result = list();

        Thread.currentThread().interrupt();
        var thrown = catchThrowable(result::get);
        var interrupted = Thread.interrupted();

        assertThat(thrown)
                .isInstanceOf(CancellationException.class)
                .hasMessage("Interrupted while waiting for task " + result.id() + "; it goes on");
        assertThat(interrupted).isTrue();

        Thread.currentThread().interrupt();
        thrown = catchThrowable(() -> result.get(Duration.ofDays(1)));
        assertThat(Thread.interrupted()).isTrue();
        assertThat(thrown).isInstanceOf(CancellationException.class);
    }

    @Test
    void aCancelledFutureDoesNotStopTheTask() {
        var result = list();

        assertThat(result.toCompletableFuture().cancel(true)).isTrue();
        laptop.work();

        assertThat(result.get(AT_ONCE)).hasSize(2);
    }

    @Test
    void withoutAResultStoreOnlyTheIdIsKnown() {
        var scheduler = Executors.newSingleThreadScheduledExecutor();
        try {
            var json = new Json();
            var tasks = Engine.outside(
                    new ClientSettings("node", "queue", 1000),
                    laptop.broker(),
                    null,
                    new ResultEvents(EventTopic.silent(), Transactions.none(), scheduler, json),
                    scheduler,
                    json);

            var result = tasks.signature("task").applyAsync(o -> o.taskId("id"));

            assertThat(result.id()).isEqualTo("id");
            assertThatThrownBy(result::state)
                    .isInstanceOf(NoResultStoreException.class)
                    .hasMessageContaining("apium-jpa-backend");
            assertThatThrownBy(result::failure).isInstanceOf(NoResultStoreException.class);
            assertThatThrownBy(result::get).isInstanceOf(NoResultStoreException.class);
            assertThatThrownBy(() -> result.get(AT_ONCE)).isInstanceOf(NoResultStoreException.class);
            assertThatThrownBy(result::forget).isInstanceOf(NoResultStoreException.class);
            assertThatThrownBy(() -> result.toCompletableFuture().join())
                    .isInstanceOf(CompletionException.class)
                    .hasCauseInstanceOf(NoResultStoreException.class);
        } finally {
            scheduler.shutdownNow();
        }
    }
}
