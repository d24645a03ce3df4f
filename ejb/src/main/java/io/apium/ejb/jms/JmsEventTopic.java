package io.apium.ejb.jms;

import static java.lang.System.Logger.Level.DEBUG;
import static java.lang.System.Logger.Level.WARNING;

import io.apium.spi.EventTopic;
import jakarta.jms.DeliveryMode;
import jakarta.jms.JMSContext;
import jakarta.jms.JMSException;
import jakarta.jms.JMSRuntimeException;
import jakarta.jms.TextMessage;
import jakarta.jms.Topic;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Events as non-persistent messages on a topic. Thread-safe. */
public final class JmsEventTopic implements EventTopic {

    private static final System.Logger LOGGER = System.getLogger("io.apium.events");

    /** How long a listener waits for a message before it looks whether it should end. */
    private static final long RECEIVE_MILLIS = 1000;

    private static final Duration PAUSE_AFTER_FAULT = Duration.ofSeconds(5);

    private final Supplier<JMSContext> contexts;
    private final String name;
    private final Consumer<Runnable> threads;
    private volatile @Nullable Topic topic;
    private final AtomicBoolean isOutOfReach = new AtomicBoolean();

    /**
     * Creates a topic.
     *
     * @param broker the broker that has the topic
     * @param name the topic's name
     * @param threads starts what it is given on a thread of its own
     */
    public JmsEventTopic(JmsBroker broker, String name, Consumer<Runnable> threads) {
        this.contexts = broker.contexts();
        this.name = name;
        this.threads = threads;
    }

    @Override
    public void publish(String text) {
        try (var context = contexts.get()) {
            context.createProducer()
                    .setDeliveryMode(DeliveryMode.NON_PERSISTENT)
                    .setDisableMessageID(true)
                    .send(topic(context), text);
            isOutOfReach.set(false);
        } catch (JMSRuntimeException e) {
            failed("sent to", e);
        }
    }

    @Override
    public Subscription subscribe(Consumer<String> listener) {
        var closed = new CountDownLatch(1);
        threads.accept(() -> listen(listener, closed));
        return closed::countDown;
    }

    /** A topic belongs to no session. To make one asks some brokers whether it exists, so that it is made once. */
    private Topic topic(JMSContext context) {
        var known = topic;
        if (known == null) {
            known = context.createTopic(name);
            topic = known;
        }
        return known;
    }

    private void listen(Consumer<String> listener, CountDownLatch closed) {
        while (closed.getCount() > 0) {
            try (var context = contexts.get();
                    var consumer = context.createConsumer(topic(context))) {
                isOutOfReach.set(false);
                while (closed.getCount() > 0) {
                    if (consumer.receive(RECEIVE_MILLIS) instanceof TextMessage text) {
                        listener.accept(text.getText());
                    }
                }
            } catch (JMSRuntimeException | JMSException | IllegalStateException e) {
                if (closed.getCount() > 0 && !Thread.currentThread().isInterrupted()) {
                    failed("received from", e);
                }
                pause(closed);
            }
        }
    }

    @SuppressWarnings("ResultOfMethodCallIgnored") // Whether it was closed or time has passed, the caller looks.
    private static void pause(CountDownLatch closed) {
        try {
            closed.await(PAUSE_AFTER_FAULT.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            // The server ends its threads.
            closed.countDown();
            Thread.currentThread().interrupt();
        }
    }

    private void failed(String what, Exception cause) {
        var level = isOutOfReach.compareAndSet(false, true) ? WARNING : DEBUG;
        LOGGER.log(
                level,
                () -> "APIUM0302 No event can be " + what + " topic '" + name
                        + "', so that those who wait for results look for them now and then: " + cause.getMessage());
    }
}
