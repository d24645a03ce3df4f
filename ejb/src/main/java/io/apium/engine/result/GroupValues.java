package io.apium.engine.result;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.NullNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.apium.TaskState;
import io.apium.engine.message.Json;
import io.apium.engine.message.Taken;
import io.apium.spi.StoredResult;
import io.apium.spi.Stores;

/** The values of groups, as their members have stored them. Thread-safe. */
public final class GroupValues {

    private static final int PAGE = 1000;

    private final Stores stores;
    private final Json json;

    /** Creates the values. */
    public GroupValues(Stores stores, Json json) {
        this.stores = stores;
        this.json = json;
    }

    /**
     * {@return the values of a group, in the order of its members}
     *
     * @throws io.apium.ApiumException if not all can be seen yet
     */
    public ArrayNode load(Taken taken) {
        var values = page(taken);
        if (values.size() < taken.size()) {
            // After a crash, recovery may commit the message a moment before the last values, whose transaction still
            // holds the lock of the join.
            stores.joins().await(taken.group());
            values = page(taken);
        }
        if (values.size() < taken.size()) {
            throw new IncompleteValuesException(taken.group(), values.size(), taken.size());
        }
        return values;
    }

    /** {@return the values of a group that has ended} */
    ArrayNode load(String groupId) {
        var group = stores.joins()
                .find(groupId)
                .orElseThrow(() -> new IllegalStateException("Nothing is stored any more of group " + groupId));
        return load(new Taken(groupId, group.size(), group.isTolerant(), false));
    }

    /** {@return how a member ended} */
    ObjectNode outcome(StoredResult result) {
        return Outcomes.of(result, value(result));
    }

    private ArrayNode page(Taken taken) {
        var values = json.newArray();
        var from = 0;
        while (values.size() < taken.size()) {
            var page = stores.results().members(taken.group(), from, PAGE);
            for (var result : page) {
                values.add(taken.tolerant() ? outcome(result) : value(result));
                from = indexAfter(result);
            }
            if (page.isEmpty()) {
                break;
            }
        }
        return values;
    }

    private static int indexAfter(StoredResult result) {
        var member = result.member();
        return member == null ? 0 : member.index() + 1;
    }

    private JsonNode value(StoredResult result) {
        var value = result.value();
        if (value == null
                && result.state().equals(TaskState.SUCCESS)
                && result.task().equals(StoredResult.GROUP)) {
            return load(result.id());
        }
        try {
            return value == null || !result.state().equals(TaskState.SUCCESS)
                    ? NullNode.getInstance()
                    : json.readTree(value);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("The value of task " + result.id() + " cannot be read", e);
        }
    }
}
