package io.apium.it.execution;

import jakarta.transaction.Synchronization;

/** Lets a commit fail, as a deferred constraint would. */
final class Spoiler implements Synchronization {

    @Override
    public void beforeCompletion() {
        throw new IllegalStateException("spoiled");
    }

    @Override
    public void afterCompletion(int status) {
        // It is too late.
    }
}
