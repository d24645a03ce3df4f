package io.apium.engine.message;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import java.util.List;

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

    /** {@return what of it a graph shows} */
    Step outline();
}
