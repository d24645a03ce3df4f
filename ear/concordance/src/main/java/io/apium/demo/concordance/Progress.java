package io.apium.demo.concordance;

import org.jspecify.annotations.Nullable;

/**
 * How far a run is.
 *
 * @param id the run's id
 * @param folder the folder's path
 * @param state whether the run goes on
 * @param done how many files are counted
 * @param total how many files there are
 * @param failed how many failed tasks have been noticed; there may be more
 * @param failure why the first of them failed; null if none did
 * @param report the report; null before the run is done
 */
public record Progress(
        String id,
        String folder,
        State state,
        int done,
        int total,
        int failed,
        @Nullable String failure,
        @Nullable Report report) {

    /** Whether a run goes on. */
    public enum State {
        /** There are files to count, or the report is being made. */
        RUNNING,
        /** The report is there. */
        DONE,
        /** A task has failed, so there will be no report. */
        FAILED
    }
}
