package io.apium.engine;

/**
 * How tasks are sent.
 *
 * @param origin the node or program that sends them
 * @param defaultQueue {@code apium.task-default-queue}: where tasks go that name no queue
 * @param maxPayload {@code apium.message-max-payload}: the most bytes that a message's body may have
 */
public record ClientSettings(String origin, String defaultQueue, int maxPayload) {

    /** Where tasks go that name no queue. */
    public static final String DEFAULT_QUEUE = "apium";

    /** The most bytes that a message's body may have: a mebibyte. */
    public static final int DEFAULT_MAX_PAYLOAD = 1 << 20;

    static ClientSettings read(SettingsReader read, String origin) {
        return new ClientSettings(
                origin,
                read.text("apium.task-default-queue", DEFAULT_QUEUE),
                read.number("apium.message-max-payload", DEFAULT_MAX_PAYLOAD, 1, Integer.MAX_VALUE));
    }
}
