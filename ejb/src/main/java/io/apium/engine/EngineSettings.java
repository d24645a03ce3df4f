package io.apium.engine;

import io.apium.engine.execute.Completion.DeadLetters;
import io.apium.spi.Settings;

/**
 * What can be configured, with the defaults.
 *
 * @param node the name of this node, {@code app@host}
 * @param defaultQueue {@code apium.task-default-queue}: where tasks go that name no queue
 * @param deadLetters {@code apium.dead-letter-queue} and {@code apium.task-max-deliveries}: which messages are given up
 */
public record EngineSettings(String node, String defaultQueue, DeadLetters deadLetters) {

    private static final String MAX_DELIVERIES = "apium.task-max-deliveries";

    /** Where tasks go that name no queue. */
    public static final String DEFAULT_QUEUE = "apium";

    /**
     * {@return the settings}
     *
     * @param node the node's name unless {@code apium.node-name} is set
     * @throws IllegalArgumentException if a value is not of its setting's type
     */
    public static EngineSettings read(Settings settings, String node) {
        return new EngineSettings(
                settings.get("apium.node-name", node),
                settings.get("apium.task-default-queue", DEFAULT_QUEUE),
                new DeadLetters(
                        settings.get("apium.dead-letter-queue", "apium.dead-letter"),
                        readMaxDeliveries(settings.get(MAX_DELIVERIES, "10"))));
    }

    private static int readMaxDeliveries(String text) {
        if (!text.matches("[1-9]\\d{0,5}")) {
            throw new IllegalArgumentException(
                    MAX_DELIVERIES + " must be a number from 1 to 999999, not '" + text + "'");
        }
        return Integer.parseInt(text);
    }
}
