package io.apium.spi;

import java.util.function.Consumer;

/**
 * Tells everybody who listens, on all nodes, what has happened. What is told may get lost; nobody may depend on it.
 *
 * <p><b>Threading.</b> Safe for use by several threads.
 */
public interface EventTopic {

    /** Tells everybody, outside of any transaction. It throws nothing if the broker cannot be reached. */
    void publish(String text);

    /**
     * Listens until the subscription is closed, and again by itself when the broker was away.
     *
     * @param listener is called by one thread, and must return soon
     */
    Subscription subscribe(Consumer<String> listener);

    /** Somebody who listens. */
    interface Subscription extends AutoCloseable {

        /** Ends it. */
        @Override
        void close();
    }

    /** {@return a topic that nobody hears} */
    static EventTopic silent() {
        return SilentTopic.INSTANCE;
    }
}
