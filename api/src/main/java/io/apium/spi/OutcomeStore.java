package io.apium.spi;

import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Keeps the outcomes of calls to the outside world, see {@link io.apium.TaskContext#once}.
 *
 * <p><b>Transaction.</b> Every method takes part in the current JTA transaction if there is one. <b>Threading.</b> Safe for
 * use by several threads.
 */
public interface OutcomeStore {

    /**
     * The outcome of a call.
     *
     * @param value what it returned, as JSON; null for nothing
     */
    record StoredOutcome(@Nullable String value) {}

    /** {@return the outcome stored for the task under the key} It sees what others have committed since. */
    Optional<StoredOutcome> find(String taskId, String key);

    /**
     * Stores an outcome under a key that has none yet. It may be written as late as the commit; if the key has one by then,
     * the transaction is rolled back.
     *
     * @param expiresAt when it may be deleted; null for never
     */
    void insert(String taskId, String key, StoredOutcome outcome, @Nullable Instant expiresAt);
}
