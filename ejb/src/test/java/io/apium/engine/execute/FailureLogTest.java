package io.apium.engine.execute;

import static org.assertj.core.api.Assertions.assertThat;

import io.apium.AsyncResult;
import io.apium.Task;
import io.apium.engine.Laptop;
import java.util.ArrayList;
import java.util.List;
import java.util.logging.Handler;
import java.util.logging.Level;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What a worker logs of a task that fails. */
class FailureLogTest {

    static class ShopException extends Exception {
        private static final long serialVersionUID = 1L;

        ShopException(String message) {
            super(message);
        }
    }

    static class SoldOutException extends ShopException {
        private static final long serialVersionUID = 1L;

        SoldOutException() {
            super("sold out");
        }
    }

    static class FireException extends SoldOutException {
        private static final long serialVersionUID = 1L;
    }

    static class Shop {

        private final Laptop laptop;
        private ShopException exception = new ShopException("closed");
        private boolean marksForRollback;

        Shop(Laptop laptop) {
            this.laptop = laptop;
        }

        @Task(name = "shop.order")
        void order() throws ShopException {
            fail();
        }

        @Task(name = "shop.reserve", dontRollbackOn = ShopException.class)
        void reserve() throws ShopException {
            fail();
        }

        @Task(name = "shop.look", expected = SoldOutException.class)
        void look() throws ShopException {
            fail();
        }

        @Task(name = "shop.ask", dontRollbackOn = ShopException.class, expected = ShopException.class)
        void ask() throws ShopException {
            fail();
        }

        private void fail() throws ShopException {
            if (marksForRollback) {
                laptop.transactions().setRollbackOnly();
            }
            throw exception;
        }
    }

    /** Keeps what a worker logs. */
    static class Log extends Handler {

        private final List<LogRecord> records = new ArrayList<>();

        List<LogRecord> records() {
            return records;
        }

        @Override
        public void publish(LogRecord logged) {
            records.add(logged);
        }

        @Override
        public void flush() {}

        @Override
        public void close() {}
    }

    private final Laptop laptop = new Laptop();
    private final Shop shop = laptop.add(new Shop(laptop));
    private final Logger logger = Logger.getLogger("io.apium.worker");
    private final Log log = new Log();

    @BeforeEach
    void listen() {
        logger.addHandler(log);
    }

    @AfterEach
    void stopListening() {
        logger.removeHandler(log);
    }

    private AsyncResult<?> send(String task) {
        return laptop.tasks().signature(task).delay();
    }

    private void throwing(ShopException exception) {
        shop.exception = exception;
    }

    private List<String> logged(Level level) {
        return log.records.stream()
                .filter(logged -> logged.getLevel().equals(level))
                .map(LogRecord::getMessage)
                .toList();
    }

    @Test
    void aFailureSaysSoTooIfItsTransactionWasMarkedForRollback() {
        shop.marksForRollback = true;
        send("shop.reserve");

        laptop.work();

        assertThat(logged(Level.SEVERE))
                .singleElement()
                .satisfies(line -> assertThat(line).endsWith("its work is rolled back"));
    }

    @Test
    void aTaskIsLoggedUnderItsOtherName() {
        laptop.tasks().signature("shop.order").applyAsync(o -> o.shadow("order for Ann"));

        laptop.work();

        assertThat(logged(Level.SEVERE))
                .singleElement()
                .satisfies(line -> assertThat(line).contains("Task 'order for Ann' "));
    }

    @Test
    void aFailureIsLoggedWithItsTrace() {
        var task = send("shop.order");

        laptop.work();

        assertThat(log.records).singleElement().satisfies(logged -> {
            assertThat(logged.getLevel()).isEqualTo(Level.SEVERE);
            assertThat(logged.getMessage())
                    .isEqualTo("APIUM0101 Task 'shop.order' " + task.id() + " failed; its work is rolled back");
            assertThat(logged.getThrown()).isSameAs(shop.exception);
        });
    }

    @Test
    void aFailureThatKeepsItsWorkSaysSo() {
        send("shop.reserve");

        laptop.work();

        assertThat(logged(Level.SEVERE))
                .singleElement()
                .satisfies(line -> assertThat(line).endsWith("failed; its work is kept"));
    }

    @Test
    void anExpectedFailureIsLoggedInOneLineWithoutATrace() {
        throwing(new FireException());
        var task = send("shop.look");

        laptop.work();

        assertThat(log.records).singleElement().satisfies(logged -> {
            assertThat(logged.getLevel()).isEqualTo(Level.INFO);
            assertThat(logged.getMessage())
                    .isEqualTo("APIUM0107 Task 'shop.look' " + task.id()
                            + " failed; its work is rolled back, as it expects: " + FireException.class.getName()
                            + ": sold out");
            assertThat(logged.getThrown()).isNull();
        });
        assertThat(task.failure().orElseThrow().trace()).contains("FailureLogTest");
    }

    @Test
    void otherFailuresOfATaskThatExpectsSomeAreLoggedWithTheirTrace() {
        send("shop.look");

        laptop.work();

        assertThat(log.records)
                .singleElement()
                .satisfies(logged -> assertThat(logged.getThrown()).isSameAs(shop.exception));
    }

    @Test
    void anExpectedFailureMayKeepItsWorkToo() {
        send("shop.ask");

        laptop.deliver("apium");

        assertThat(logged(Level.INFO))
                .singleElement()
                .satisfies(line -> assertThat(line).contains("its work is kept, as it expects"));
    }
}
