package io.apium.engine.result;

import io.apium.engine.message.GroupStep;
import io.apium.engine.message.Step;

/**
 * A task or group of a workflow.
 *
 * @param id its id
 * @param isGroup whether it is a group
 * @param isTolerant whether it is a group whose values are outcomes
 */
record Part(String id, boolean isGroup, boolean isTolerant) {

    static Part task(String id) {
        return new Part(id, false, false);
    }

    static Part group(String id, boolean isTolerant) {
        return new Part(id, true, isTolerant);
    }

    static Part of(Step step) {
        return step instanceof GroupStep group ? group(group.id(), group.tolerant()) : task(step.id());
    }
}
