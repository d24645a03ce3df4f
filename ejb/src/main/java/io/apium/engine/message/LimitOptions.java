package io.apium.engine.message;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * What a call says about how long the task may run; null is what the task says.
 *
 * @param soft before it is asked to end
 * @param hard before it has failed
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record LimitOptions(
        @Nullable Duration soft, @Nullable Duration hard) {

    /** Nothing said. */
    public static final LimitOptions NONE = new LimitOptions(null, null);
}
