package io.apium.engine.execute;

import io.apium.ApiumException;
import io.apium.AsyncResult;
import io.apium.canvas.Canvas;
import io.apium.engine.canvas.Planner;
import io.apium.engine.message.Place;
import io.apium.engine.message.Step;
import io.apium.engine.message.TaskMessage;
import io.apium.engine.result.Results;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What a task sends while it runs, and what it adds to its group. Thread-safe. */
final class Offspring {

    /** More children than these are not remembered. */
    private static final int REMEMBERED = 1000;

    private final @Nullable Family family;
    private final @Nullable Place place;
    private final String rootId;
    private final List<String> sent = new ArrayList<>();
    private final List<List<Step>> added = new ArrayList<>();
    private @Nullable ApiumException refusal;

    /** What it takes to add members. */
    record Family(Planner planner, Results results) {}

    private Offspring(@Nullable Family family, @Nullable Place place, String rootId) {
        this.family = family;
        this.place = place;
        this.rootId = rootId;
    }

    static Offspring of(TaskMessage message, Family family) {
        return new Offspring(
                family, message.continuation().ownPlace(), message.identity().rootId());
    }

    /** {@return that of a task that is called in the caller's thread} */
    static Offspring none() {
        return new Offspring(null, null, "");
    }

    synchronized void sent(String id) {
        if (sent.size() < REMEMBERED) {
            sent.add(id);
        }
    }

    /** A part of what it has sent cannot be sent, and its transaction was marked for rollback because of that. */
    synchronized void refused(ApiumException reason) {
        refusal = refusal == null ? reason : refusal;
    }

    /** {@return why its transaction was marked for rollback by what it has sent, or null} */
    synchronized @Nullable ApiumException refusal() {
        return refusal;
    }

    synchronized List<String> sent() {
        return List.copyOf(sent);
    }

    synchronized List<List<Step>> added() {
        return List.copyOf(added);
    }

    <R> AsyncResult<R> add(Canvas<R> member) {
        if (family == null || place == null || !place.reports()) {
            throw new IllegalStateException("The task is not the last step of a member of a group for which somebody"
                    + " waits, so that nothing can be added to that group");
        }
        var steps = family.planner().plan(member);
        synchronized (this) {
            added.add(steps);
        }
        sent(steps.get(0).id());
        return family.results().ofSent(steps, rootId, member.resultType());
    }
}
