package io.apium;

import java.util.List;

/**
 * All that was sent with one canvas, and what its tasks have sent: whatever has the same root id.
 *
 * <p>Made of the id of another part, it is the workflow of that part, as soon as the part has ended.
 *
 * <p><b>Errors.</b> Without a result store every method but {@link #rootId()} throws {@link NoResultStoreException}.
 */
public interface Workflow {

    /** {@return the id of its first task, or of its first group} */
    String rootId();

    /** {@return its tasks and groups with their states now, and what follows what} Empty if nothing is known of it. */
    WorkflowGraph graph();

    /**
     * Runs a failed workflow on from where it failed: the tasks that failed are sent again, as further attempts with the
     * arguments that they had, and whatever could not be called because of them waits for them once more. What could not be
     * sent is sent now. What somebody has revoked, and what could not be called because of that, stays as it is. In the
     * caller's transaction, if there is one.
     *
     * @return the ids of the tasks and groups that are sent again; empty if none has failed
     * @throws IllegalStateException if nothing is stored of the workflow; if somebody has revoked all that would be sent again; if
     *     a task has failed that cannot be sent again, because it is no part of a canvas, or its message has expired or cannot
     *     be read; or if one still cannot be sent. It says which.
     *     Nothing is sent again then; the caller's transaction is marked for rollback if a part of it was done already
     */
    List<String> retryFailed();
}
