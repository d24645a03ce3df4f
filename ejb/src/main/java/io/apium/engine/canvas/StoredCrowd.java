package io.apium.engine.canvas;

import io.apium.engine.message.GroupStep;
import io.apium.engine.message.Step;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Stores the members of large groups while they are planned. Belongs to one thread. */
final class StoredCrowd implements Planner.Crowd {

    private final Tails tails;
    private @Nullable String stored;

    StoredCrowd(Tails tails) {
        this.tails = tails;
    }

    @Override
    public GroupStep with(GroupStep group, Stream<List<Step>> members) {
        return tails.keep(group, members.iterator(), () -> stored = group.id());
    }

    @Override
    public @Nullable String stored() {
        return stored;
    }
}
