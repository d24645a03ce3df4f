package io.apium.engine.canvas;

import io.apium.engine.message.GroupStep;
import io.apium.engine.message.Json;
import io.apium.engine.message.Sequence;
import io.apium.engine.message.Sequence.Tail;
import io.apium.engine.message.Step;
import io.apium.spi.WorkflowStore;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.Iterator;
import java.util.List;
import java.util.Objects;
import java.util.function.BiConsumer;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Stores long sequences once, in pages of which each names the next, so that a chain of n steps costs bytes and rows in
 * proportion to n. Thread-safe.
 */
final class Tails {

    /** The most characters of a sequence that travel with a message. */
    private static final int SHORT = 4096;

    /** How many members are held at once. */
    private static final int MEMBERS_OF_A_PAGE = 500;

    private final WorkflowStore store;
    private final Json json;
    private final TaskIds ids;

    Tails(WorkflowStore store, Json json, TaskIds ids) {
        this.store = store;
        this.json = json;
        this.ids = ids;
    }

    /** Stores a sequence. */
    void store(Tail tail, Sequence sequence) {
        var pages = pages(sequence.steps());
        for (int i = 0; i < pages.size(); i++) {
            var next = i + 1 < pages.size() ? new Tail(tail.id(), i + 1) : sequence.tail();
            insert(tail.id(), i, new Sequence(pages.get(i).steps(), next));
        }
    }

    private void insert(String id, int number, Sequence content) {
        store.insert(new WorkflowStore.Page(id, number, null, json.writeSequence(content), null));
    }

    /**
     * {@return the group with its members, if they are few; else they are stored in pages, as they are asked for}
     *
     * @param members its members
     * @param whenStored is told before something is stored
     */
    GroupStep keep(GroupStep group, Iterator<List<Step>> members, Runnable whenStored) {
        var page = take(members);
        if (!members.hasNext()) {
            return group.withMembers(page);
        }
        whenStored.run();
        var first = newTail();
        var part = new GroupStep(group.id(), List.of(), false, List.of(), List.of());
        for (int i = 0; !page.isEmpty(); i++) {
            var next = members.hasNext() ? new Tail(first.id(), i + 1) : null;
            insert(first.id(), i, new Sequence(List.of(part.withMembers(page)), next));
            page = take(members);
        }
        return group.withStoredMembers(first);
    }

    private static List<List<Step>> take(Iterator<List<Step>> members) {
        var some = new ArrayList<List<Step>>();
        while (some.size() < MEMBERS_OF_A_PAGE && members.hasNext()) {
            some.add(members.next());
        }
        return some;
    }

    /** {@return the members of a group, those that are stored too, a page at a time} */
    Iterator<List<Step>> members(GroupStep group) {
        var all = Stream.of(group.members());
        var more = Stream.iterate(page(group.more()), Objects::nonNull, page -> page(page.tail()))
                .map(page -> ((GroupStep) page.steps().get(0)).members());
        return Stream.concat(all, more).flatMap(List::stream).iterator();
    }

    private @Nullable Sequence page(@Nullable Tail tail) {
        return tail == null ? null : read(tail);
    }

    /** Lets the stored members of a group expire. */
    void expireMembers(GroupStep group, @Nullable Instant expiresAt) {
        if (group.more() != null) {
            store.expire(group.more().id(), expiresAt);
        }
    }

    /** {@return whether all steps of the sequence that are not stored yet can travel} */
    boolean travels(Sequence sequence) {
        var pages = pages(sequence.steps());
        return pages.isEmpty() || (pages.size() == 1 && pages.get(0).length() <= SHORT);
    }

    /** {@return where something can be stored} */
    Tail newTail() {
        return new Tail(ids.next(), 0);
    }

    /** {@return a sequence that shows its first step, if it has one} */
    Sequence unfold(Sequence sequence) {
        var tail = sequence.tail();
        return !sequence.steps().isEmpty() || tail == null ? sequence : read(tail);
    }

    /** The first step of the sequence has been sent, and travels with all that was read of the sequence. */
    void sent(Sequence sequence) {
        var tail = sequence.tail();
        if (sequence.steps().isEmpty() && tail != null) {
            store.delete(tail.id(), tail.page());
        }
    }

    /**
     * Goes through all steps, those that are stored too, a page at a time.
     *
     * @param expiresAt when what is stored may be deleted; null if it is needed
     * @param steps gets the steps of a page, and whether it is the last
     */
    void expire(Sequence sequence, @Nullable Instant expiresAt, BiConsumer<List<Step>, Boolean> steps) {
        var known = new HashSet<String>();
        for (var rest = sequence; ; ) {
            var tail = rest.tail();
            steps.accept(rest.steps(), tail == null);
            if (tail == null) {
                return;
            }
            rest = read(tail);
            if (known.add(tail.id())) {
                store.expire(tail.id(), expiresAt);
            }
        }
    }

    private Sequence read(Tail tail) {
        var page = store.find(tail.id(), tail.page())
                .orElseThrow(() -> new IllegalStateException(
                        "The rest of a chain is not stored any more: page " + tail.page() + " of " + tail.id()));
        return json.readSequence(page.content());
    }

    private record Page(List<Step> steps, int length) {}

    private List<Page> pages(List<Step> steps) {
        var pages = new ArrayList<Page>();
        var from = 0;
        var length = 0;
        for (int i = 0; i < steps.size(); i++) {
            var more = json.writeSteps(List.of(steps.get(i))).length();
            if (i > from && length + more > SHORT) {
                pages.add(new Page(steps.subList(from, i), length));
                from = i;
                length = 0;
            }
            length += more;
        }
        if (from < steps.size()) {
            pages.add(new Page(steps.subList(from, steps.size()), length));
        }
        return pages;
    }
}
