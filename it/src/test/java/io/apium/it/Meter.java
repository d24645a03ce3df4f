package io.apium.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.apium.it.count.CountWorker;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import javax.sql.DataSource;

/** Counts what the tasks of {@link CountWorker} cost from its creation on. */
final class Meter implements AutoCloseable {

    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private final StatementLog log;
    private final long messagesBefore;
    private final long deadLettersBefore;

    Meter(DataSource dataSource) throws SQLException {
        awaitQuiet();
        messagesBefore = QueueDepth.added(CountWorker.QUEUE);
        deadLettersBefore = QueueDepth.added("apium.dead");
        log = new StatementLog(dataSource);
        log.begin();
    }

    /** Waits until all messages are worked off, those that come again and those that come later too. */
    void awaitQuiet() {
        await().atMost(PATIENCE).pollInSameThread().until(() -> QueueDepth.of(CountWorker.QUEUE) == 0);
    }

    /** Waits until so many messages were sent, and are worked off. */
    void awaitMessages(int count) {
        await().atMost(PATIENCE)
                .pollInSameThread()
                .untilAsserted(() -> assertThat(messages()).isEqualTo(count));
        awaitQuiet();
        assertThat(messages()).isEqualTo(count);
    }

    /** {@return what the database has executed, in its order, in a few words each} */
    List<String> statements() throws SQLException {
        return log.statements();
    }

    /** {@return how many messages were sent, none of which is dead} */
    long messages() {
        assertThat(QueueDepth.added("apium.dead")).isEqualTo(deadLettersBefore);
        return QueueDepth.added(CountWorker.QUEUE) - messagesBefore;
    }

    /** Counts no more. */
    @Override
    public void close() throws SQLException {
        log.close();
    }
}
