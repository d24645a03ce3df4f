package io.apium.engine.execute;

import static org.assertj.core.api.Assertions.assertThat;

import io.apium.AsyncResult;
import io.apium.MaxRetriesExceededException;
import io.apium.Task;
import io.apium.TaskAttempt;
import io.apium.TaskContext;
import io.apium.TaskFailure;
import io.apium.TaskOptions;
import io.apium.TaskState;
import io.apium.engine.Laptop;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;

/** How often a task is run again, how long it waits before that, and after which exceptions it is by itself. */
class RetryLimitTest {

    interface Work {
        void in(TaskContext context) throws Exception;
    }

    static class Fetcher {

        private final List<Integer> attempts = new ArrayList<>();
        private Work work = context -> {
            throw context.retry();
        };

        @Task(name = "fetch")
        void fetch(TaskContext context) throws Exception {
            attempts.add(context.attempt());
            work.in(context);
        }

        @Task(name = "fetch.never", maxRetries = 0)
        void fetchOnce(TaskContext context) throws Exception {
            fetch(context);
        }

        @Task(name = "fetch.endless", maxRetries = -1, retryDelay = "PT1S")
        void fetchEndlessly(TaskContext context) throws Exception {
            fetch(context);
        }

        @Task(name = "fetch.patient", maxRetries = 6, retryBackoff = 10, retryBackoffMax = "PT1M", retryJitter = false)
        void fetchPatiently(TaskContext context) throws Exception {
            fetch(context);
        }

        @Task(
                name = "fetch.auto",
                maxRetries = 2,
                retryDelay = "PT5S",
                autoRetryFor = IOException.class,
                dontAutoRetryFor = FileNotFoundException.class)
        void fetchAutomatically(TaskContext context) throws Exception {
            fetch(context);
        }
    }

    private final Laptop laptop = new Laptop();
    private final Fetcher fetcher = laptop.add(new Fetcher());

    private AsyncResult<?> send(String task, UnaryOperator<TaskOptions.Builder> options) {
        return laptop.tasks().signature(task).applyAsync(options);
    }

    private void throwing(Exception exception) {
        fetcher.work = context -> {
            throw exception;
        };
    }

    /** Works until nothing waits any more. {@return how long the retries waited} */
    private List<Duration> workThroughAllDelays() {
        var delays = new ArrayList<Duration>();
        laptop.work();
        while (!laptop.messages("apium").isEmpty()) {
            delays.add(Duration.between(laptop.clock().instant(), dueAt()));
            laptop.clock().set(dueAt());
            laptop.work();
        }
        return delays;
    }

    private Instant dueAt() {
        return laptop.messages("apium").get(0).dueAt();
    }

    private List<Duration> delaysOf(String task, UnaryOperator<TaskOptions.Builder> options) {
        send(task, options);
        return workThroughAllDelays();
    }

    private static List<Duration> seconds(long... seconds) {
        return Arrays.stream(seconds).mapToObj(Duration::ofSeconds).toList();
    }

    @Test
    void afterThreeRetriesTheTaskFails() {
        var task = send("fetch", o -> o);

        assertThat(workThroughAllDelays()).isEqualTo(seconds(180, 180, 180));

        assertThat(fetcher.attempts).containsExactly(0, 1, 2, 3);
        assertThat(task.state()).isEqualTo(TaskState.FAILURE);
        assertThat(task.failure()).get().satisfies(failure -> {
            assertThat(failure.type()).isEqualTo(MaxRetriesExceededException.class.getName());
            assertThat(failure.message()).contains("'fetch' " + task.id()).contains("after the 3 it is allowed");
        });
    }

    @Test
    void afterTheLastRetryTheTaskFailsWithTheExceptionItGives() {
        fetcher.work = context -> {
            throw context.retry(new IOException("try " + context.attempt()));
        };
        var task = send("fetch", o -> o.maxRetries(1));

        workThroughAllDelays();

        assertThat(task.state()).isEqualTo(TaskState.FAILURE);
        assertThat(task.failure()).get().hasToString("java.io.IOException: try 1");
        assertThat(task.attempts()).extracting(TaskAttempt::state).containsExactly(TaskState.RETRY, TaskState.FAILURE);
    }

    @Test
    void withoutRetriesItFailsAtOnce() {
        assertThat(delaysOf("fetch.never", o -> o)).isEmpty();
        assertThat(delaysOf("fetch", o -> o.maxRetries(0))).isEmpty();
    }

    @Test
    void anyNumberOfRetriesMayBeAllowed() {
        fetcher.work = context -> {
            if (context.attempt() < 100) {
                throw context.retry();
            }
        };
        var task = send("fetch.endless", o -> o);

        assertThat(workThroughAllDelays()).hasSize(100).containsOnly(Duration.ofSeconds(1));

        assertThat(task.state()).isEqualTo(TaskState.SUCCESS);
        assertThat(task.attempts()).hasSize(101);
    }

    @Test
    void theCallDecidesHowOften() {
        assertThat(delaysOf("fetch.never", o -> o.maxRetries(2))).hasSize(2);
        assertThat(delaysOf("fetch.endless", o -> o.maxRetries(1))).hasSize(1);
    }

    @Test
    void theDecisionSaysHowOftenForItselfOnly() {
        fetcher.work = context -> {
            throw context.attempt() == 3 ? context.retry().maxRetries(4) : context.retry();
        };
        var task = send("fetch", o -> o);

        assertThat(workThroughAllDelays()).hasSize(4);

        assertThat(task.failure())
                .get()
                .satisfies(failure -> assertThat(failure.message()).contains("after the 3 it is allowed"));
    }

    @Test
    void theDecisionMayAllowFewerRetriesOrAnyNumber() {
        fetcher.work = context -> {
            throw context.retry().maxRetries(1);
        };
        assertThat(delaysOf("fetch", o -> o)).hasSize(1);

        fetcher.work = context -> {
            if (context.attempt() < 10) {
                throw context.retry().maxRetries(-1);
            }
        };
        assertThat(delaysOf("fetch.never", o -> o)).hasSize(10);
    }

    @Test
    void theCallDecidesHowLongARetryWaits() {
        assertThat(delaysOf("fetch", o -> o.retryDelay(Duration.ofSeconds(7)))).isEqualTo(seconds(7, 7, 7));
    }

    @Test
    void aBackoffDoublesUpToItsMaximum() {
        assertThat(delaysOf("fetch.patient", o -> o)).isEqualTo(seconds(10, 20, 40, 60, 60, 60));
    }

    @Test
    void theCallDecidesOnTheBackoff() {
        assertThat(delaysOf("fetch.patient", o -> o.retryBackoff(1))).isEqualTo(seconds(1, 2, 4, 8, 16, 32));
        assertThat(delaysOf("fetch.patient", o -> o.retryBackoffMax(Duration.ofSeconds(25))))
                .isEqualTo(seconds(10, 20, 25, 25, 25, 25));
        assertThat(delaysOf("fetch", o -> o.retryBackoff(5).retryJitter(false))).isEqualTo(seconds(5, 10, 20));
    }

    @Test
    void aCallThatWantsAConstantDelayHasNoBackoff() {
        assertThat(delaysOf(
                        "fetch.patient",
                        o -> o.retryDelay(Duration.ofSeconds(7)).maxRetries(2)))
                .isEqualTo(seconds(7, 7));
    }

    @Test
    void aBackoffOfZeroIsTheTasksConstantDelay() {
        assertThat(delaysOf("fetch.patient", o -> o.retryBackoff(0).maxRetries(2)))
                .isEqualTo(seconds(180, 180));
    }

    @Test
    void theDecisionGoesBeforeTheBackoff() {
        fetcher.work = context -> {
            throw context.retry().countdown(Duration.ofSeconds(3));
        };

        assertThat(delaysOf("fetch.patient", o -> o.maxRetries(2))).isEqualTo(seconds(3, 3));
    }

    @Test
    void jitterSpreadsRetriesOverTheTimeComputed() {
        var delays = new ArrayList<Duration>();
        for (int i = 0; i < 50; i++) {
            delays.addAll(delaysOf("fetch.patient", o -> o.retryJitter(true).maxRetries(1)));
        }

        assertThat(delays)
                .hasSize(50)
                .allSatisfy(delay -> assertThat(delay).isBetween(Duration.ZERO, Duration.ofSeconds(10)));
        assertThat(delays.stream().distinct()).hasSizeGreaterThan(10);
    }

    @Test
    void jitterIsOnUnlessItIsSwitchedOff() {
        var delays = new ArrayList<Duration>();
        for (int i = 0; i < 20; i++) {
            delays.addAll(delaysOf("fetch", o -> o.retryBackoff(600).maxRetries(1)));
        }

        assertThat(delays).anySatisfy(delay -> assertThat(delay).isLessThan(Duration.ofMinutes(10)));
    }

    @Test
    void isRunAgainByItselfAfterTheExceptionsItNames() {
        throwing(new IOException("disk full"));
        var task = send("fetch.auto", o -> o);

        assertThat(workThroughAllDelays()).isEqualTo(seconds(5, 5));

        assertThat(task.failure()).get().hasToString("java.io.IOException: disk full");
        assertThat(task.attempts())
                .extracting(
                        attempt -> attempt.failure().map(TaskFailure::message).orElse(""))
                .containsOnly("disk full")
                .hasSize(3);
    }

    @Test
    void isNotRunAgainByItselfAfterOthers() {
        throwing(new FileNotFoundException("gone"));
        var excepted = send("fetch.auto", o -> o);
        assertThat(workThroughAllDelays()).isEmpty();
        assertThat(excepted.state()).isEqualTo(TaskState.FAILURE);

        throwing(new IllegalStateException("closed"));
        var other = send("fetch.auto", o -> o);
        assertThat(workThroughAllDelays()).isEmpty();
        assertThat(other.state()).isEqualTo(TaskState.FAILURE);
    }

    @Test
    void decidesForItselfAlthoughItIsRunAgainByItself() {
        fetcher.work = context -> {
            throw context.retry(new FileNotFoundException("gone")).countdown(Duration.ofSeconds(1));
        };

        assertThat(delaysOf("fetch.auto", o -> o)).isEqualTo(seconds(1, 1));
    }

    @Test
    void theConfigurationDecidesForManyTasks() {
        var configured = new Laptop(Map.of(
                "apium.task-max-retries", "1",
                "apium.task-annotations.\"fetch\".retry-delay", "PT2S",
                "apium.task-annotations.\"fetch\".auto-retry-for", "java.io.IOException"));
        var other = configured.add(new Fetcher());
        other.work = context -> {
            throw new IOException("disk full");
        };
        configured.tasks().signature(Fetcher::fetch).delay();
        var start = configured.clock().instant();

        configured.work();
        assertThat(configured.messages("apium").get(0).dueAt()).isEqualTo(start.plusSeconds(2));
        configured.clock().advance(Duration.ofSeconds(2));
        configured.work();

        assertThat(configured.messages("apium")).isEmpty();
        assertThat(other.attempts).containsExactly(0, 1);
    }
}
