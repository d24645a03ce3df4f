package io.apium.engine.message;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonSetter;
import com.fasterxml.jackson.annotation.Nulls;
import com.fasterxml.jackson.databind.JsonNode;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The body of a message, version 1, as {@code docs/protocol.md} describes it. What is absent is not written. */
@JsonInclude(JsonInclude.Include.NON_EMPTY)
record Body(
        @Nullable List<JsonNode> args,
        @Nullable Map<String, JsonNode> named,
        @Nullable Instant expires,
        @Nullable String shadow,
        @Nullable Boolean ignoreResult,
        @Nullable RetryOptions retry,
        @Nullable LimitOptions limits,
        @JsonSetter(contentNulls = Nulls.FAIL) @Nullable Map<String, String> headers,
        @Nullable Taken takes,
        @Nullable Map<String, JsonNode> stamps,
        @Nullable Continuation continuation) {

    Body thatDoesNotExpire() {
        return new Body(args, named, null, shadow, ignoreResult, retry, limits, headers, takes, stamps, continuation);
    }
}
