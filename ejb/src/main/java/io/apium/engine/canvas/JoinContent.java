package io.apium.engine.canvas;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.apium.engine.message.Continuation;
import org.jspecify.annotations.Nullable;

/**
 * What a join keeps.
 *
 * @param continuation what happens when all members have ended, or one has failed
 * @param parentId the id of what came before the group, or null
 * @param takes the id of the group whose values the members take, or null
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
record JoinContent(
        Continuation continuation,
        @Nullable String parentId,
        @Nullable String takes) {}
