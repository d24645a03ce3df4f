package io.apium.engine.result;

import io.apium.engine.message.GroupStep;
import io.apium.engine.message.Json;
import io.apium.engine.message.Step;
import io.apium.spi.StoredJoin;
import io.apium.spi.StoredResult;
import io.apium.spi.Stores;
import io.apium.spi.WorkflowStore.Page;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Finds groups and their members in the plans of their workflow. */
final class GroupPlan {

    private GroupPlan() {}

    /**
     * {@return the members of a group, each with all its steps}
     *
     * @param rootId the id of its workflow, or null if it is not known
     * @throws IllegalStateException if nothing is stored of the group
     */
    static List<List<Step>> members(Stores stores, Json json, String groupId, @Nullable String rootId) {
        var members = new ArrayList<List<Step>>();
        var added = new ArrayList<List<Step>>();
        for (var page : pages(stores, groupId, rootId)) {
            collect(json.readSteps(page.content()), groupId, page.isAdded() ? added : members);
        }
        members.addAll(added);
        return members;
    }

    /**
     * {@return all that a group consists of}
     *
     * @param rootId the id of its workflow, or null if it is not known
     * @throws IllegalStateException if nothing is stored of the group
     */
    static GroupParts parts(Stores stores, Json json, String groupId, @Nullable String rootId) {
        return new GroupParts(
                groupId,
                pages(stores, groupId, rootId).stream()
                        .map(page -> json.readSteps(page.content()))
                        .toList());
    }

    private static List<Page> pages(Stores stores, String groupId, @Nullable String rootId) {
        return stores.workflows().plan(rootId == null ? rootOf(stores, groupId) : rootId);
    }

    /** {@return all groups of a workflow, by their ids} */
    static Map<String, Part> groups(Stores stores, Json json, String rootId) {
        var groups = new HashMap<String, Part>();
        for (var page : stores.workflows().plan(rootId)) {
            collectGroups(json.readSteps(page.content()), groups);
        }
        return groups;
    }

    private static void collectGroups(List<Step> steps, Map<String, Part> groups) {
        for (var step : steps) {
            step.links().forEach(link -> collectGroups(link, groups));
            if (step instanceof GroupStep group) {
                // The page of a member that was added does not know whether its group is tolerant.
                groups.merge(group.id(), Part.of(group), (known, same) -> known.isTolerant() ? known : same);
                group.members().forEach(member -> collectGroups(member, groups));
            }
        }
    }

    private static String rootOf(Stores stores, String groupId) {
        return stores.joins()
                .find(groupId)
                .map(StoredJoin::rootId)
                .or(() -> stores.results().find(groupId).map(StoredResult::rootId))
                .orElseThrow(() -> new IllegalStateException(
                        "Nothing is stored of group " + groupId + ": it is not sent yet, or was long ago"));
    }

    private static void collect(List<Step> steps, String groupId, List<List<Step>> members) {
        for (var step : steps) {
            step.links().forEach(link -> collect(link, groupId, members));
            if (step instanceof GroupStep group) {
                for (var member : group.members()) {
                    if (group.id().equals(groupId)) {
                        members.add(member);
                    } else {
                        collect(member, groupId, members);
                    }
                }
            }
        }
    }
}
