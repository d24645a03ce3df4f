package io.apium.engine.message;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Steps that follow one another. A long sequence is not copied into every message: its first steps travel, and the rest is
 * stored once.
 *
 * @param steps the first steps
 * @param tail where the rest is stored; null if there is none
 */
@JsonInclude(JsonInclude.Include.NON_EMPTY)
public record Sequence(List<Step> steps, @Nullable Tail tail) {

    /** No steps. */
    public static final Sequence NONE = new Sequence(List.of(), null);

    /** Copies; what is absent is empty. */
    public Sequence {
        steps = Lists.copy(steps);
    }

    /** {@return whether nothing follows} */
    public boolean hasEnded() {
        return steps.isEmpty() && tail == null;
    }

    /**
     * The rest of a sequence, stored in pages, of which each names the next.
     *
     * @param id under which it is stored
     * @param page the page that comes next
     */
    public record Tail(String id, int page) {}
}
