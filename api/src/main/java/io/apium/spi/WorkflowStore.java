package io.apium.spi;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Keeps what workflows still have to do: the tails of long sequences; and what is known of them: their plans, and the
 * messages of tasks that have failed.
 *
 * <p><b>Transaction.</b> Every method takes part in the current JTA transaction if there is one. <b>Threading.</b> Safe for
 * use by several threads.
 */
public interface WorkflowStore {

    /**
     * A page of something long.
     *
     * @param id what it is a page of
     * @param number its number, from zero
     * @param rootId the id of the workflow whose plan it is a page of; null if it is a page of a tail
     * @param content its text
     * @param expiresAt when it may be deleted; null as long as it is needed. The page of a plan is kept as long as a join of
     *     its workflow is
     */
    record Page(
            String id,
            int number,
            @Nullable String rootId,
            String content,
            @Nullable Instant expiresAt) {

        /** The number of the page of a member that was added to a group, less the member's number. */
        public static final int ADDED = 1 << 28;

        /** {@return whether it is the page of a member that was added to a group later, whose id it has} */
        public boolean isAdded() {
            return number >= ADDED;
        }
    }

    /**
     * The message of a task that has failed.
     *
     * @param id the task's id
     * @param rootId the id of the workflow
     * @param queue where it came from
     * @param priority its priority
     * @param properties its properties
     * @param body its text
     * @param expiresAt when it may be deleted
     */
    record FailedMessage(
            String id,
            String rootId,
            String queue,
            @Nullable Integer priority,
            Map<String, Object> properties,
            String body,
            Instant expiresAt) {}

    /** Stores a page, at once. */
    void insert(Page page);

    /** {@return a page} */
    Optional<Page> find(String id, int number);

    /** Deletes a page. {@return whether it was there} */
    boolean delete(String id, int number);

    /** Lets all pages of something expire. */
    void expire(String id, @Nullable Instant expiresAt);

    /** {@return the pages of all plans of a workflow, those of each in their order} */
    List<Page> plan(String rootId);

    /** Stores the message of a task of which none is stored. It may be written as late as the commit. */
    void insert(FailedMessage message);

    /** {@return the messages of the tasks of a workflow that have failed} */
    List<FailedMessage> failed(String rootId);

    /** Deletes the message of a task. {@return whether it was there, and nobody else has deleted it} */
    boolean deleteFailed(String id);
}
