package io.apium.engine.publish;

import io.apium.TaskIdTakenException;
import io.apium.canvas.Canvas;
import io.apium.canvas.Chain;
import io.apium.canvas.Chord;
import io.apium.engine.canvas.Plans;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The ids that a caller has given to parts of a canvas: to the whole, and to what comes one after the other. Members of groups
 * are not among them, which are planned only as they are sent.
 */
final class OwnIds {

    private final List<String> all = new ArrayList<>();
    private final Optional<String> last;

    private OwnIds(Canvas<?> canvas) {
        last = add(canvas);
    }

    static OwnIds of(Canvas<?> canvas) {
        return new OwnIds(canvas);
    }

    /** {@return the id of the result, if the caller has given it} */
    Optional<String> last() {
        return last;
    }

    /**
     * Refuses ids that are known.
     *
     * @throws TaskIdTakenException if something was sent with one of them
     */
    void requireNew(Plans plans) {
        for (var id : all) {
            if (plans.knows(id)) {
                throw new TaskIdTakenException(id);
            }
        }
    }

    /** {@return the id of its end, if the caller has given it} */
    private Optional<String> add(Canvas<?> canvas) {
        Optional<String> ofEnd = Optional.empty();
        if (canvas instanceof Chain<?> chain) {
            for (var step : chain.steps()) {
                ofEnd = add(step);
            }
        } else if (canvas instanceof Chord<?> chord) {
            add(chord.header());
            ofEnd = add(chord.body());
        }
        canvas.links().forEach(this::add);
        var own = canvas.options().taskId();
        own.ifPresent(all::add);
        return own.isPresent() ? own : ofEnd;
    }
}
