package io.apium.engine.result;

import io.apium.engine.message.GroupStep;
import io.apium.engine.message.Json;
import io.apium.engine.message.Step;
import io.apium.spi.StoredJoin;
import io.apium.spi.StoredResult;
import io.apium.spi.Stores;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Finds the members of a group in the plans of its workflow. */
final class GroupPlan {

    private GroupPlan() {}

    /**
     * {@return the last steps of the members of a group}
     *
     * @param rootId the id of its workflow, or null if it is not known
     * @throws IllegalStateException if nothing is stored of the group
     */
    static List<Step> members(Stores stores, Json json, String groupId, @Nullable String rootId) {
        var root = rootId == null ? rootOf(stores, groupId) : rootId;
        var members = new ArrayList<Step>();
        for (var page : stores.workflows().plan(root)) {
            collect(json.readSteps(page.content()), groupId, members);
        }
        return members;
    }

    private static String rootOf(Stores stores, String groupId) {
        return stores.joins()
                .find(groupId)
                .map(StoredJoin::rootId)
                .or(() -> stores.results().find(groupId).map(StoredResult::rootId))
                .orElseThrow(() -> new IllegalStateException(
                        "Nothing is stored of group " + groupId + ": it is not sent yet, or was long ago"));
    }

    private static void collect(List<Step> steps, String groupId, List<Step> members) {
        for (var step : steps) {
            step.links().forEach(link -> collect(link, groupId, members));
            if (step instanceof GroupStep group) {
                for (var member : group.members()) {
                    if (group.id().equals(groupId)) {
                        members.add(member.get(member.size() - 1));
                    } else {
                        collect(member, groupId, members);
                    }
                }
            }
        }
    }
}
