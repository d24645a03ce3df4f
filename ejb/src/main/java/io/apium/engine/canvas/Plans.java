package io.apium.engine.canvas;

import io.apium.engine.message.GroupStep;
import io.apium.engine.message.Json;
import io.apium.engine.message.Step;
import io.apium.engine.result.ResultEntry;
import io.apium.spi.Stores;
import io.apium.spi.WorkflowStore;
import io.apium.spi.WorkflowStore.Page;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Remembers what was planned, once for each canvas: the ids and names of all its parts, and what follows what. A large group
 * is remembered in pages, while its members are sent. Thread-safe.
 */
public final class Plans {

    private static final int MEMBERS_OF_A_PAGE = 500;

    private final @Nullable Stores stores;
    private final Json json;
    private final Clock clock;
    private final TaskIds ids;

    /**
     * Creates the plans.
     *
     * @param stores keep them; null if nobody does
     */
    public Plans(@Nullable Stores stores, Json json, Clock clock) {
        this.stores = stores;
        this.json = json;
        this.clock = clock;
        this.ids = new TaskIds(clock);
    }

    /**
     * Remembers a sequence.
     *
     * @param id under which it is remembered, and by which it is known
     */
    public void save(String id, List<Step> steps, Lineage lineage) {
        save(id, 0, steps.stream().map(Step::outline).toList(), lineage);
        steps.forEach(step -> saveStoredMembers(step, lineage));
    }

    /** Remembers the members of groups that are stored already, page by page too. */
    private void saveStoredMembers(Step step, Lineage lineage) {
        step.links().forEach(link -> link.forEach(inside -> saveStoredMembers(inside, lineage)));
        if (step instanceof GroupStep group) {
            group.members().forEach(member -> member.forEach(inside -> saveStoredMembers(inside, lineage)));
            if (group.more() != null && stores != null) {
                var members = new Tails(stores.workflows(), json, ids).members(group);
                saving(group.id(), group, members, lineage).forEachRemaining(member -> {});
            }
        }
    }

    /** {@return whether something was sent with that id, or under that root} */
    public boolean knows(String id) {
        return stores != null
                && (stores.workflows().find(id, 0).isPresent()
                        || stores.results().find(id).isPresent()
                        || !stores.workflows().plan(id).isEmpty());
    }

    /** Remembers what was not planned from the beginning, if there is more to say of it than its result will. */
    void saveMore(List<Step> steps, String rootId) {
        if (steps.size() > 1
                || steps.get(0) instanceof GroupStep
                || !steps.get(0).links().isEmpty()) {
            save(ids.next(), 0, steps.stream().map(Step::outline).toList(), new Lineage(rootId, null));
        }
    }

    /** Remembers a member that was added to a group. */
    void saveMember(String groupId, int index, List<Step> steps, Lineage lineage) {
        var group = new GroupStep(groupId, List.of(steps), false, List.of(), List.of());
        save(groupId, WorkflowStore.Page.ADDED + index, List.of(group.outline()), lineage);
    }

    /**
     * {@return the members of a group, remembered as they are asked for}
     *
     * @param id under which the sequence is remembered that begins with the group
     */
    public Iterator<List<Step>> saving(String id, GroupStep group, Iterator<List<Step>> members, Lineage lineage) {
        return new Iterator<>() {
            private List<List<Step>> page = new ArrayList<>();
            private int number;

            @Override
            public boolean hasNext() {
                var hasNext = members.hasNext();
                if (page.size() == MEMBERS_OF_A_PAGE || (!hasNext && !page.isEmpty())) {
                    save(id, ++number, List.of(group.withMembers(page).outline()), lineage);
                    page = new ArrayList<>();
                }
                return hasNext;
            }

            @Override
            public List<Step> next() {
                var member = members.next();
                page.add(member.stream().map(Step::outline).toList());
                member.forEach(inside -> saveStoredMembers(inside, lineage));
                return member;
            }
        };
    }

    private void save(String id, int number, List<Step> outlines, Lineage lineage) {
        if (stores != null) {
            stores.workflows()
                    .insert(new Page(
                            id,
                            number,
                            lineage.rootId(),
                            json.writeSteps(outlines),
                            clock.instant().plus(ResultEntry.KEPT)));
        }
    }

    /** {@return the sequences that were planned in a workflow} */
    static List<List<Step>> load(Stores stores, Json json, String rootId) {
        Map<String, List<Step>> plans = new TreeMap<>();
        for (var page : stores.workflows().plan(rootId)) {
            var steps = json.readSteps(page.content());
            plans.merge(page.isAdded() ? page.id() + "+" + page.number() : page.id(), steps, Plans::joined);
        }
        return List.copyOf(plans.values());
    }

    /** {@return a plan with more members of its first group} */
    private static List<Step> joined(List<Step> plan, List<Step> page) {
        var all = new ArrayList<>(plan);
        var group = (GroupStep) plan.get(0);
        var members = new ArrayList<>(group.members());
        members.addAll(((GroupStep) page.get(0)).members());
        all.set(0, group.withMembers(members));
        return all;
    }
}
