package io.apium.engine.message;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Map;

/** One step of a sequence that is still to be sent: a task or a group. Which one it is shows in its fields. */
@JsonTypeInfo(use = JsonTypeInfo.Id.DEDUCTION)
@JsonSubTypes({@JsonSubTypes.Type(TaskStep.class), @JsonSubTypes.Type(GroupStep.class)})
public sealed interface Step permits TaskStep, GroupStep {

    /** {@return its id; empty as long as it has none} */
    String id();

    /** {@return sequences to be sent with its value} */
    List<List<Step>> links();

    /** {@return sequences to be sent with its failure} */
    List<List<Step>> errors();

    /** {@return the same with another id} */
    Step withId(String otherId);

    /** {@return the same with more callbacks} */
    Step with(List<List<Step>> moreLinks, List<List<Step>> moreErrors);

    /** {@return the same, with stamps on all its tasks and callbacks that have no stamps of these names} */
    Step stamped(Map<String, JsonNode> stamps);

    /** {@return what of it a graph shows} */
    Step outline();
}
