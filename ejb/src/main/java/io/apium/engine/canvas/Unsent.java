package io.apium.engine.canvas;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import io.apium.engine.message.Json;
import io.apium.engine.message.Place;
import io.apium.engine.message.Sequence;
import io.apium.engine.message.Taken;
import io.apium.engine.result.ResultEntry;
import io.apium.spi.Stores;
import io.apium.spi.WorkflowStore.FailedMessage;
import java.time.Clock;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Keeps sequences that could not be sent, so that their workflows can be run on. Thread-safe. */
final class Unsent {

    /** In place of the queue of a message that was never made. */
    private static final String NO_QUEUE = "(none)";

    private final Stores stores;
    private final Json json;
    private final Clock clock;

    Unsent(Stores stores, Json json, Clock clock) {
        this.stores = stores;
        this.json = json;
        this.clock = clock;
    }

    /**
     * What is kept.
     *
     * @param value the value that the sequence takes, or null
     * @param taken the group whose values it takes, or null
     * @param follows whether something went before it whose place it takes
     */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record Kept(
            Sequence sequence,
            @Nullable JsonNode value,
            @Nullable Taken taken,
            boolean follows,
            @Nullable Place place,
            @Nullable String parentId) {

        Input input() {
            return taken != null
                    ? new Input.Values(taken)
                    : value != null ? new Input.Value(value) : new Input.None(follows);
        }
    }

    /** Keeps a sequence, which shows its first step. */
    void keep(Sequence sequence, Input input, @Nullable Place place, Lineage lineage) {
        var kept = new Kept(
                sequence,
                input instanceof Input.Value value ? value.value() : null,
                input instanceof Input.Values values ? values.taken() : null,
                input.follows(),
                place,
                lineage.parentId());
        stores.workflows()
                .insert(new FailedMessage(
                        sequence.steps().get(0).id(),
                        lineage.rootId(),
                        NO_QUEUE,
                        null,
                        Map.of(),
                        json.writeTrees(kept),
                        clock.instant().plus(ResultEntry.KEPT)));
    }

    /** {@return whether it is not a message, but stands for something that could not be sent} */
    static boolean isUnsent(FailedMessage failed) {
        return failed.queue().equals(NO_QUEUE);
    }

    Kept read(FailedMessage failed) {
        try {
            return (Kept) Objects.requireNonNull(json.read(failed.body(), Kept.class));
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(
                    "What could not be sent of " + failed.id() + " cannot be read: " + e.getOriginalMessage(), e);
        }
    }
}
