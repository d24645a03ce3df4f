package io.apium.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.apium.AsyncResult;
import io.apium.InvalidArgumentsException;
import io.apium.ResultType;
import io.apium.TaskClient;
import io.apium.TaskFailedException;
import io.apium.TaskState;
import io.apium.it.app.Books;
import io.apium.it.app.Desk;
import io.apium.it.app.Ledger;
import io.apium.it.app.Order;
import jakarta.annotation.Resource;
import jakarta.inject.Inject;
import jakarta.jms.JMSContext;
import jakarta.jms.JMSException;
import jakarta.jms.Message;
import jakarta.jms.Queue;
import jakarta.jms.TextMessage;
import java.io.Serializable;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/** What holds wherever tasks are deployed. */
abstract class TaskContract {

    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private static final LocalDate DAY = LocalDate.of(2026, 2, 28);

    private static final Order ORDER = new Order(
            42,
            Order.Kind.LARGE,
            DAY,
            Instant.parse("2026-02-28T23:59:59.123456Z"),
            OffsetDateTime.parse("2026-03-29T02:30:00+05:30"),
            Duration.parse("PT36H0.5S"),
            List.of(new Order.Line("celery", 3), new Order.Line("Öl 🌱", 1)),
            Map.of("spring", new BigDecimal("0.10")),
            Optional.of("fresh"),
            null);

    @Inject
    TaskClient tasks;

    @Inject
    Books books;

    @Inject
    JMSContext jms;

    @Resource(lookup = "java:/jms/queue/apium")
    Queue queue;

    @Resource(lookup = "java:/jms/queue/apium.dead-letter")
    Queue deadLetters;

    private final String account = UUID.randomUUID().toString();

    @Test
    void runsATaskThatIsCalledByReference() {
        assertThat(tasks.signature(Ledger::enter, account).delay().get(PATIENCE))
                .isEqualTo("entered " + account);
        assertThat(books.count(account)).isEqualTo(1);
    }

    @Test
    void runsATaskThatIsCalledByName() {
        var result = tasks.signature("io.apium.it.app.Ledger.enter")
                .named("account", account)
                .delay();

        assertThat(result.get(PATIENCE)).isEqualTo("entered " + account);
        assertThat(result.state()).isEqualTo(TaskState.SUCCESS);
        assertThat(tasks.result(result.id(), String.class).get(PATIENCE)).isEqualTo("entered " + account);
    }

    @Test
    void carriesRecordsGenericsTimesAndNulls() {
        var other = new Order(
                1,
                Order.Kind.SMALL,
                DAY.plusDays(1),
                Instant.EPOCH,
                ORDER.due(),
                Duration.ZERO,
                List.of(),
                Map.of(),
                Optional.empty(),
                null);

        var result = tasks.signature(Ledger::echo, List.of(ORDER, other), DAY).delay();

        assertThat(result.get(PATIENCE)).containsExactly(ORDER);
        assertThat(tasks.result(result.id(), new ResultType<List<Order>>() {}).get(PATIENCE))
                .containsExactly(ORDER);
    }

    @Test
    void runsTasksOfSessionBeans() {
        assertThat(tasks.signature(Desk::add, 2, 3).delay().get(PATIENCE)).isEqualTo(5);
        assertThat(tasks.signature("till.add", 2, 3).delay().get(PATIENCE)).isEqualTo(5);

        var complaint = tasks.signature(Desk::complain).delay();
        assertThatThrownBy(() -> complaint.get(PATIENCE)).isInstanceOf(TaskFailedException.class);
        assertThat(complaint.failure().orElseThrow().type()).isEqualTo("java.lang.IllegalArgumentException");
    }

    @Test
    void tellsATaskWhatItIs() {
        var described = tasks.signature(Ledger::describe, "text")
                .applyAsync(o -> o.header("tenant", "acme").shadow("alias"))
                .get(PATIENCE);

        assertThat(described)
                .startsWith("text|true|io.apium.it.app.Ledger.describe|0|apium|ledger@")
                .endsWith("/LedgerWorker|{tenant=acme}|true|alias");
    }

    @Test
    void usesAQueueThatTheApplicationDefines() {
        assertThat(tasks.signature(Ledger::aside).delay().get(PATIENCE)).isEqualTo("side");
    }

    @Test
    void callsATaskInTheCallersThread() {
        assertThat(tasks.signature(Desk::add, 2, 3).call()).isEqualTo(5);
        assertThat(tasks.signature(Desk::complain).apply().state()).isEqualTo(TaskState.FAILURE);
    }

    @Test
    void sendsWithTheCommit() throws Exception {
        var result = books.inTransaction(() -> {
            var sent = tasks.signature(Ledger::enter, account).delay();
            assertThatThrownBy(() -> sent.get(PATIENCE)).hasMessageContaining("sent by the commit");
            assertThat(isQueued(sent)).isFalse();
            return sent;
        });

        assertThat(result.get(PATIENCE)).isEqualTo("entered " + account);
    }

    @Test
    void takesASendBackWithTheRollback() {
        // Two tasks for a queue without a worker: one is rolled back, one is committed after it.
        assertThatThrownBy(() -> books.inTransaction(() -> {
                    toUnwatchedQueue("rolled back");
                    throw new IllegalStateException("changed my mind");
                }))
                .hasMessage("changed my mind");
        var committed = toUnwatchedQueue("committed");

        assertThat(receive(deadLetters)).extracting(TaskContract::id).isEqualTo(committed.id());
        try (var consumer = jms.createConsumer(deadLetters)) {
            assertThat(consumer.receiveNoWait()).isNull();
        }
    }

    @Test
    void commitsTheWorkAndWhatItSendsTogether() {
        tasks.signature(Ledger::enterBoth, account).delay().get(PATIENCE);

        await().until(() -> books.count(account + " by child") == 1);
        assertThat(books.count(account)).isEqualTo(1);
    }

    @Test
    void leavesNothingOfATaskThatFails() {
        var result = tasks.signature(Ledger::fail, account).delay();

        assertThatThrownBy(() -> result.get(PATIENCE))
                .isInstanceOf(TaskFailedException.class)
                .hasMessageContaining("IllegalStateException: no funds on " + account);
        assertThat(result.state()).isEqualTo(TaskState.FAILURE);
        var failure = result.failure().orElseThrow();
        assertThat(failure.type()).isEqualTo("java.lang.IllegalStateException");
        assertThat(failure.message()).isEqualTo("no funds on " + account);
        assertThat(failure.trace()).contains("Ledger.fail(Ledger.java");
        awaitEverythingBefore();
        assertThat(books.count(account)).isZero();
        assertThat(books.count(account + " by child")).isZero();
    }

    @Test
    void failsATaskThatRefusesItsTransaction() {
        var result = tasks.signature(Ledger::refuse, account).delay();

        assertThatThrownBy(() -> result.get(PATIENCE)).hasMessageContaining("marked for rollback");
        awaitEverythingBefore();
        assertThat(books.count(account)).isZero();
    }

    @Test
    void refusesArgumentsThatDoNotFitAtTheCall() {
        assertThatThrownBy(() ->
                        tasks.signature("ledger.echo", List.of(), "not a day").delay())
                .isInstanceOf(InvalidArgumentsException.class)
                .hasMessageContaining("argument 2 (java.time.LocalDate day)");
    }

    @Test
    void revokesATaskThatComesTooLate() {
        var result = tasks.signature(Ledger::enter, account)
                .applyAsync(o -> o.countdown(Duration.ofMillis(200)).expires(Duration.ofMillis(1)));

        assertThatThrownBy(() -> result.get(PATIENCE)).hasMessageContaining("expired");
        assertThat(result.state()).isEqualTo(TaskState.REVOKED);
        assertThat(books.count(account)).isZero();
    }

    @Test
    void startsNoEarlierThanTheCountdownSays() {
        var sentAt = Instant.now();

        var result = tasks.signature(Ledger::enter, account).applyAsync(o -> o.countdown(Duration.ofSeconds(1)));
        result.get(PATIENCE);

        assertThat(Instant.now()).isAfterOrEqualTo(sentAt.plusSeconds(1));
    }

    @Test
    void storesNoValueThatIsIgnored() {
        var result = tasks.signature(Ledger::enter, account).applyAsync(o -> o.ignoreResult(true));

        await().until(() -> books.count(account) == 1);
        assertThat(result.state()).isEqualTo(TaskState.PENDING);
    }

    @Test
    void forgetsAResult() {
        var result = tasks.signature(Ledger::enter, account).delay();
        result.get(PATIENCE);

        result.forget();

        assertThat(tasks.result(result.id()).state()).isEqualTo(TaskState.PENDING);
    }

    @Test
    void completesAFuture() throws Exception {
        var future = tasks.signature(Ledger::enter, account).delay().toCompletableFuture();

        assertThat(future.get(30, TimeUnit.SECONDS)).isEqualTo("entered " + account);
    }

    @Test
    void buriesATaskThatNobodyKnows() throws Exception {
        var result = tasks.signature("nobody.knows", account).delay();

        assertThatThrownBy(() -> result.get(PATIENCE)).hasMessageContaining("No task named 'nobody.knows'");
        var message = receive(deadLetters);
        assertThat(id(message)).isEqualTo(result.id());
        assertThat(message.getBody(String.class)).isEqualTo("{\"args\":[\"" + account + "\"]}");
        assertThat(message.getStringProperty("apium_dead_reason")).contains("nobody.knows");
        assertThat(message.getStringProperty("apium_dead_queue")).isEqualTo("apium");
    }

    @Test
    void buriesAMessageThatIsNoTask() throws Exception {
        var sent = jms.createTextMessage("{ nonsense");
        sent.setStringProperty("mine", account);
        jms.createProducer().send(queue, sent);
        jms.createProducer().send(queue, jms.createObjectMessage(account));

        var first = receive(deadLetters);
        var second = receive(deadLetters);

        assertThat(((TextMessage) first).getText()).isEqualTo("{ nonsense");
        assertThat(first.getStringProperty("mine")).isEqualTo(account);
        assertThat(first.getStringProperty("apium_dead_reason")).contains("no task message");
        assertThat(second.getBody(Serializable.class)).isEqualTo(account);
    }

    private AsyncResult<String> toUnwatchedQueue(String text) {
        return tasks.signature(Ledger::enter, text).applyAsync(o -> o.queue("apium.dead-letter"));
    }

    private boolean isQueued(AsyncResult<?> result) {
        try (var browser = jms.createBrowser(queue, "apium_id = '" + result.id() + "'")) {
            return browser.getEnumeration().hasMoreElements();
        } catch (JMSException e) {
            throw new IllegalStateException(e);
        }
    }

    private Message receive(Queue from) {
        // Closed at once: a consumer left open would keep what the broker sent it ahead.
        try (var consumer = jms.createConsumer(from)) {
            var message = consumer.receive(PATIENCE.toMillis());
            assertThat(message).as("a message of " + from).isNotNull();
            return message;
        }
    }

    /** Waits until redeliveries, which come at once, are through: a task sent later has run. */
    private void awaitEverythingBefore() {
        tasks.signature(Desk::add, 0, 0).applyAsync(o -> o.priority(0)).get(PATIENCE);
    }

    private static String id(Message message) {
        try {
            return message.getStringProperty("apium_id");
        } catch (JMSException e) {
            throw new IllegalStateException(e);
        }
    }
}
