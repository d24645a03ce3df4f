package io.apium.engine;

import io.apium.spi.Settings;

/**
 * What can be configured, with the defaults.
 *
 * @param node the name of this node, {@code app@host}
 * @param defaultQueue {@code apium.task-default-queue}: where tasks go that name no queue
 * @param deadLetterQueue {@code apium.dead-letter-queue}: where messages go that cannot be worked off
 */
public record EngineSettings(String node, String defaultQueue, String deadLetterQueue) {

    /**
     * {@return the settings}
     *
     * @param node the node's name unless {@code apium.node-name} is set
     */
    public static EngineSettings read(Settings settings, String node) {
        return new EngineSettings(
                settings.get("apium.node-name", node),
                settings.get("apium.task-default-queue", "apium"),
                settings.get("apium.dead-letter-queue", "apium.dead-letter"));
    }
}
