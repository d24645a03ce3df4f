package io.apium.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.apium.AsyncResult;
import io.apium.InvalidArgumentsException;
import io.apium.MessageNotSentException;
import io.apium.ResultType;
import io.apium.TaskClient;
import io.apium.TaskFailedException;
import io.apium.TaskState;
import io.apium.it.app.Books;
import io.apium.it.app.Calls;
import io.apium.it.app.Desk;
import io.apium.it.app.Ledger;
import io.apium.it.app.Order;
import io.apium.it.library.Archive;
import jakarta.inject.Inject;
import jakarta.jms.JMSContext;
import jakarta.jms.JMSException;
import jakarta.jms.Message;
import java.io.Serializable;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import java.util.stream.Stream;
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
        // To a queue that no worker empties.
        var sent = books.inTransaction(() -> {
            var result = tasks.signature(Ledger::enter, account).applyAsync(o -> o.queue("apium.dead"));
            assertThatThrownBy(() -> result.get(PATIENCE)).hasMessageContaining("sent by the commit");
            assertThat(isDeadLetter(result)).isFalse();
            return result;
        });

        assertThat(isDeadLetter(sent)).isTrue();
        assertThat(receiveDeadLetter("apium_id = '" + sent.id() + "'")).isNotNull();
    }

    @Test
    void takesASendBackWithTheRollback() {
        var results = new ArrayList<AsyncResult<?>>();

        assertThatThrownBy(() -> books.inTransaction(() -> {
                    results.add(tasks.signature(Ledger::enter, account).applyAsync(o -> o.queue("apium.dead")));
                    throw new IllegalStateException("changed my mind");
                }))
                .hasMessage("changed my mind");

        assertThat(results)
                .singleElement()
                .satisfies(result -> assertThat(isDeadLetter(result)).isFalse());
    }

    @Test
    void commitsTheWorkAndWhatItSendsTogether() {
        tasks.signature(Ledger::enterBoth, account).delay().get(PATIENCE);

        await().until(() -> books.count(account + " by child") == 1);
        assertThat(books.count(account)).isEqualTo(1);
    }

    @Test
    void showsATaskTheRowsOfTheTaskThatSentIt() {
        var accounts = IntStream.range(0, 300).mapToObj(i -> account + i).toList();

        accounts.forEach(name -> tasks.signature(Ledger::enterForChild, name).applyAsync(o -> o.ignoreResult(true)));

        assertThat(accounts)
                .allSatisfy(name ->
                        assertThat(tasks.result(name, Long.class).get(PATIENCE)).isEqualTo(1));
    }

    @Test
    void showsATaskTheRowsOfTheTransactionThatSentIt() throws Exception {
        var accounts = IntStream.range(0, 300).mapToObj(i -> account + i).toList();

        for (var name : accounts) {
            books.inTransaction(() -> {
                tasks.signature(Ledger::count, name).applyAsync(o -> o.taskId(name));
                return books.enter(name);
            });
        }

        assertThat(accounts)
                .allSatisfy(name ->
                        assertThat(tasks.result(name, Long.class).get(PATIENCE)).isEqualTo(1));
    }

    @Test
    void namesAQueueThatDoesNotExist() throws Exception {
        var misdirected = tasks.signature(Ledger::enter, account).set(o -> o.queue("no-where"));

        assertThatThrownBy(misdirected::delay)
                .isInstanceOf(MessageNotSentException.class)
                .hasMessageContaining("'no-where'");
        books.inTransaction(() -> assertThatThrownBy(misdirected::delay)
                .isInstanceOf(MessageNotSentException.class)
                .hasMessageContaining("'no-where'"));
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
        awaitEmptyQueue();
        assertThat(Calls.of(account)).isEqualTo(1);
        assertThat(books.count(account)).isZero();
        assertThat(books.count(account + " by child")).isZero();
    }

    @Test
    void failsATaskThatRefusesItsTransaction() {
        var result = tasks.signature(Ledger::refuse, account).delay();

        assertThatThrownBy(() -> result.get(PATIENCE)).hasMessageContaining("marked for rollback");
        awaitEmptyQueue();
        assertThat(books.count(account)).isZero();
    }

    @Test
    void failsATaskWhoseTransactionNeverCommits() {
        var result = tasks.signature(Ledger::spoil, account).delay();

        assertThatThrownBy(() -> result.get(PATIENCE)).hasMessageContaining("delivered 3 times without an outcome");
        assertThat(result.failure().orElseThrow().type()).isEqualTo("io.apium.WorkerLostException");
        assertThat(Calls.of(account)).isEqualTo(3);
        assertThat(books.count(account)).isZero();
        assertThat(receiveDeadLetter("apium_id = '" + result.id() + "'")).isNotNull();
    }

    @Test
    void runsAsManyTasksAtATimeAsTheWorkerHasSessions() {
        var meeting = Stream.generate(() -> tasks.signature(Ledger::meet).delay())
                .limit(4)
                .toList();

        assertThat(meeting)
                .allSatisfy(result -> assertThat(result.get(PATIENCE)).isNull());
    }

    @Test
    void runsATaskOfALibraryOfTheApplication() {
        assertThat(tasks.signature(Archive::find, "tale").delay().get(PATIENCE)).isEqualTo("found tale");
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
    void startsNoEarlierThanAMessageSaysThatComesTooEarly() throws Exception {
        var due = Instant.now().plusSeconds(2).truncatedTo(ChronoUnit.MILLIS);
        var message = jms.createTextMessage("{\"args\":[\"" + account + "\"]}");
        message.setIntProperty("apium_version", 1);
        message.setStringProperty("apium_id", account);
        message.setStringProperty("apium_task", "io.apium.it.app.Ledger.enter");
        message.setLongProperty("apium_due", due.toEpochMilli());
        jms.createProducer().send(jms.createQueue("apium"), message);

        tasks.result(account, String.class).get(PATIENCE);

        assertThat(Instant.now()).isAfterOrEqualTo(due);
        assertThat(books.count(account)).isEqualTo(1);
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
        var message = receiveDeadLetter("apium_id = '" + result.id() + "'");
        assertThat(message.getBody(String.class)).isEqualTo("{\"args\":[\"" + account + "\"]}");
        assertThat(message.getStringProperty("apium_dead_reason")).contains("nobody.knows");
        assertThat(message.getStringProperty("apium_dead_queue")).isEqualTo("apium");
    }

    @Test
    void leavesTheBuriedInPeace() throws Exception {
        var earlier = tasks.signature("nobody.knows", account).delay();
        await().atMost(PATIENCE).pollInSameThread().until(() -> isDeadLetter(earlier));

        var later = tasks.signature("nobody.knows", account).delay();

        await().atMost(PATIENCE).pollInSameThread().until(() -> isDeadLetter(later));
        for (var result : List.of(earlier, later)) {
            var message = receiveDeadLetter("apium_id = '" + result.id() + "'");
            assertThat(message.getStringProperty("apium_dead_queue")).isEqualTo("apium");
        }
    }

    @Test
    void buriesAMessageThatIsNoTask() throws Exception {
        var text = jms.createTextMessage("{ nonsense".repeat(20_000));
        text.setStringProperty("mine", account);
        jms.createProducer().send(jms.createQueue("apium"), text);

        var dead = receiveDeadLetter("mine = '" + account + "'");

        assertThat(dead.getBody(String.class)).isEqualTo("{ nonsense".repeat(20_000));
        assertThat(dead.getStringProperty("apium_dead_reason")).contains("no task message");
    }

    @Test
    void buriesAMessageOfAnotherKind() throws Exception {
        var object = jms.createObjectMessage(account);
        object.setStringProperty("mine", account);
        jms.createProducer().send(jms.createQueue("apium"), object);

        var dead = receiveDeadLetter("mine = '" + account + "'");

        assertThat(dead.getBody(Serializable.class)).isEqualTo(account);
    }

    /** Waits until redeliveries are through. */
    private void awaitEmptyQueue() {
        await().atMost(PATIENCE).pollInSameThread().until(() -> {
            try (var browser = jms.createBrowser(jms.createQueue("apium"))) {
                return !browser.getEnumeration().hasMoreElements();
            }
        });
    }

    private boolean isDeadLetter(AsyncResult<?> result) {
        try (var browser = jms.createBrowser(jms.createQueue("apium.dead"), "apium_id = '" + result.id() + "'")) {
            return browser.getEnumeration().hasMoreElements();
        } catch (JMSException e) {
            throw new IllegalStateException(e);
        }
    }

    private Message receiveDeadLetter(String selector) {
        // Closed at once: a consumer left open would keep what the broker sent it ahead.
        try (var consumer = jms.createConsumer(jms.createQueue("apium.dead"), selector)) {
            var message = consumer.receive(PATIENCE.toMillis());
            assertThat(message).as("a dead letter with " + selector).isNotNull();
            return message;
        }
    }
}
