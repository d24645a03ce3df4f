package io.apium.engine.message;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A group that is still to be sent.
 *
 * @param id its id; empty as long as it has none
 * @param members its members, each a sequence
 * @param tolerant whether the failure of a member is one of its values
 * @param links sequences to be sent with its values
 * @param errors sequences to be sent with its failure
 * @param more where more members are stored, in pages of which each holds this group with some of them; null if there are none
 */
@JsonInclude(JsonInclude.Include.NON_EMPTY)
public record GroupStep(
        String id,
        @JsonInclude(JsonInclude.Include.ALWAYS) List<List<Step>> members,
        @Unset boolean tolerant,
        List<List<Step>> links,
        List<List<Step>> errors,
        Sequence.@Nullable Tail more)
        implements Step {

    /** Copies; what is absent is empty. */
    public GroupStep {
        id = Lists.orEmpty(id);
        members = Lists.copy(members);
        links = Lists.copy(links);
        errors = Lists.copy(errors);
    }

    /** A group all of whose members are here. */
    public GroupStep(
            String id, List<List<Step>> members, boolean tolerant, List<List<Step>> links, List<List<Step>> errors) {
        this(id, members, tolerant, links, errors, null);
    }

    @Override
    public GroupStep withId(String otherId) {
        return new GroupStep(otherId, members, tolerant, links, errors, more);
    }

    @Override
    public GroupStep with(List<List<Step>> moreLinks, List<List<Step>> moreErrors) {
        return new GroupStep(id, members, tolerant, Lists.join(links, moreLinks), Lists.join(errors, moreErrors), more);
    }

    /** {@return the same with other members} */
    public GroupStep withMembers(List<List<Step>> otherMembers) {
        return new GroupStep(id, otherMembers, tolerant, links, errors);
    }

    /** {@return the same, whose members are stored} */
    public GroupStep withStoredMembers(Sequence.Tail where) {
        return new GroupStep(id, List.of(), tolerant, links, errors, where);
    }

    @Override
    public GroupStep stamped(Map<String, JsonNode> stamps) {
        return new GroupStep(
                id,
                Lists.stamped(members, stamps),
                tolerant,
                Lists.stamped(links, stamps),
                Lists.stamped(errors, stamps));
    }

    @Override
    public GroupStep outline() {
        return new GroupStep(id, Lists.outlines(members), tolerant, Lists.outlines(links), List.of());
    }
}
