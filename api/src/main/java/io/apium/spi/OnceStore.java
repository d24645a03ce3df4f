package io.apium.spi;

import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Keeps what calls to the outside world returned, see {@link io.apium.TaskContext#once}.
 *
 * <p><b>Transaction.</b> Every method takes part in the current JTA transaction if there is one. <b>Threading.</b> Safe for
 * use by several threads.
 */
public interface OnceStore {

    /**
     * What a call returned.
     *
     * @param value what it returned, as JSON; null for nothing
     */
    record StoredCall(@Nullable String value) {}

    /** {@return what is stored for the task under the key} It sees what others have committed since. */
    Optional<StoredCall> find(String taskId, String key);

    /**
     * Stores what a call returned under a key that has none yet. It may be written as late as the commit; if the key has one by then,
     * the transaction is rolled back.
     *
     * @param expiresAt when it may be deleted; null for never
     */
    void insert(String taskId, String key, StoredCall call, @Nullable Instant expiresAt);
}
