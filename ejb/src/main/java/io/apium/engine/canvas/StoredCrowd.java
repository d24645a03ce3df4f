package io.apium.engine.canvas;

import io.apium.engine.message.GroupStep;
import io.apium.engine.message.Step;
import java.util.List;
import java.util.stream.Stream;

/** Stores the members of large groups while they are planned. Belongs to one thread. */
final class StoredCrowd implements Planner.Crowd {

    private final Tails tails;
    private boolean hasStored;

    StoredCrowd(Tails tails) {
        this.tails = tails;
    }

    @Override
    public GroupStep with(GroupStep group, Stream<List<Step>> members) {
        return tails.keep(group, members.iterator(), () -> hasStored = true);
    }

    @Override
    public boolean hasStored() {
        return hasStored;
    }
}
