package io.apium.engine.canvas;

import io.apium.engine.message.Json;
import io.apium.engine.message.Sequence;
import io.apium.engine.message.Sequence.Tail;
import io.apium.engine.message.Step;
import io.apium.spi.WorkflowStore;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Stores long sequences once, in pages, so that a chain of n steps costs bytes and rows in proportion to n. Thread-safe.
 */
final class Tails {

    /** The most characters of a sequence that travel with a message. */
    private static final int SHORT = 4096;

    private final WorkflowStore store;
    private final Json json;
    private final TaskIds ids;

    Tails(WorkflowStore store, Json json, TaskIds ids) {
        this.store = store;
        this.json = json;
        this.ids = ids;
    }

    /** {@return the sequence as it can travel} */
    Sequence pack(List<Step> steps) {
        if (steps.isEmpty()) {
            return Sequence.NONE;
        }
        var pages = pages(steps);
        if (pages.size() == 1 && pages.get(0).length() <= SHORT) {
            return new Sequence(steps, null);
        }
        var id = ids.next();
        for (int i = 0; i < pages.size(); i++) {
            store.insert(new WorkflowStore.Page(id, i, null, pages.get(i), null));
        }
        return new Sequence(List.of(), new Tail(id, 0, pages.size()));
    }

    /** {@return a sequence that shows its first step, if it has one} */
    Sequence unfold(Sequence sequence) {
        var tail = sequence.tail();
        if (!sequence.steps().isEmpty() || tail == null) {
            return sequence;
        }
        var steps = read(tail);
        return new Sequence(steps, tail.next());
    }

    /** The first step of the sequence has been sent, and travels with all that was read of the sequence. */
    void sent(Sequence sequence) {
        var tail = sequence.tail();
        if (sequence.steps().isEmpty() && tail != null) {
            store.delete(tail.id(), tail.page());
        }
    }

    /** Lets what is stored of the sequence expire. */
    void expire(Sequence sequence, @Nullable Instant expiresAt) {
        var tail = sequence.tail();
        if (tail != null) {
            store.expire(tail.id(), expiresAt);
        }
    }

    /** {@return all steps, those that are stored too, which stay stored} */
    List<Step> all(Sequence sequence) {
        var steps = new ArrayList<>(sequence.steps());
        for (var tail = sequence.tail(); tail != null; tail = tail.next()) {
            steps.addAll(read(tail));
        }
        return steps;
    }

    private List<Step> read(Tail tail) {
        var page = store.find(tail.id(), tail.page())
                .orElseThrow(() -> new IllegalStateException(
                        "The rest of a chain is not stored any more: page " + tail.page() + " of " + tail.id()));
        return json.readSteps(page.content());
    }

    private List<String> pages(List<Step> steps) {
        var pages = new ArrayList<String>();
        var page = new StringBuilder();
        for (var step : steps) {
            var text = json.writeSteps(List.of(step));
            text = text.substring(1, text.length() - 1);
            if (page.length() + text.length() > SHORT && page.length() > 0) {
                pages.add(page.append(']').toString());
                page.setLength(0);
            }
            page.append(page.length() == 0 ? '[' : ',').append(text);
        }
        pages.add(page.append(']').toString());
        return pages;
    }
}
