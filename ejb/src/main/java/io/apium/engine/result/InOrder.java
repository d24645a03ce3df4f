package io.apium.engine.result;

import io.apium.TaskRevokedException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Takes the values of members in their order, as soon as all before them have ended. The first that has none decides.
 * Belongs to one thread at a time.
 */
final class InOrder<E> {

    private final List<? extends Member<E>> members;
    private final Supplier<Optional<List<E>>> valuesOfSuccess;
    private final CompletableFuture<@Nullable List<E>> future;
    private final List<@Nullable E> values = new ArrayList<>();

    /**
     * Begins with the first.
     *
     * @param valuesOfSuccess gives the values of the group if it has succeeded as a whole
     * @param future is completed with the values, or with what the first member throws that has none
     */
    InOrder(
            List<? extends Member<E>> members,
            Supplier<Optional<List<E>>> valuesOfSuccess,
            CompletableFuture<@Nullable List<E>> future) {
        this.members = members;
        this.valuesOfSuccess = valuesOfSuccess;
        this.future = future;
    }

    /** A member has ended. */
    @SuppressWarnings("NullAway") // A member may return null.
    void advance() {
        while (values.size() < members.size() && !future.isDone()) {
            var next = members.get(values.size());
            var how = next.ending();
            if (how == null) {
                return;
            }
            try {
                values.add(next.value(how));
            } catch (TaskRevokedException e) {
                // It may have counted all the same: a step before it has ignored itself.
                future.complete(valuesOfSuccess.get().orElseThrow(() -> e));
            }
        }
        future.complete(values);
    }
}
