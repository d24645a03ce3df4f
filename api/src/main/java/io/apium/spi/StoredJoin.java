package io.apium.spi;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Who waits for a group, and what then happens.
 *
 * @param id the group's id
 * @param rootId the id of the workflow
 * @param outerId the id of the group around it, if the values of this one are a member's value there; else null
 * @param state what became of it
 * @param size how many members the group has
 * @param isTolerant whether its members' outcomes are its values
 * @param content what happens, as JSON
 * @param expiresAt when it may be deleted; null as long as somebody needs it
 */
public record StoredJoin(
        String id,
        String rootId,
        @Nullable String outerId,
        State state,
        int size,
        boolean isTolerant,
        String content,
        @Nullable Instant expiresAt) {

    /** What became of a join. */
    public enum State {
        /** Members are still running. */
        OPEN,
        /** A member has failed, so that nobody waits any more. */
        FAILED,
        /** All have ended, and what waited for them has been sent, or nobody waits. */
        CLOSED
    }
}
