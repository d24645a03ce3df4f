package io.apium.spi;

import java.util.function.Consumer;

/** For a program without a broker's topics. */
enum SilentTopic implements EventTopic {
    INSTANCE;

    @Override
    public void publish(String text) {
        // Nobody hears it.
    }

    @Override
    public Subscription subscribe(Consumer<String> listener) {
        return () -> {};
    }
}
