package io.apium.it;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.logging.Handler;
import java.util.logging.Level;
import java.util.logging.LogRecord;
import java.util.logging.Logger;

/** Hears everything that is logged under a name in the server. */
final class LogListener extends Handler implements AutoCloseable {

    private final Logger logger;
    private final List<LogRecord> records = new CopyOnWriteArrayList<>();

    /** Starts to listen. */
    LogListener(String name) {
        logger = Logger.getLogger(name);
        setLevel(Level.ALL);
        logger.setLevel(Level.ALL);
        logger.setUseParentHandlers(false);
        logger.addHandler(this);
    }

    /** {@return the records whose messages have the text in them} */
    List<LogRecord> find(String text) {
        return records.stream().filter(log -> log.getMessage().contains(text)).toList();
    }

    @Override
    public void publish(LogRecord log) {
        records.add(log);
    }

    @Override
    public void flush() {}

    /** Listens no more. */
    @Override
    public void close() {
        logger.removeHandler(this);
        logger.setUseParentHandlers(true);
        logger.setLevel(null);
    }
}
