package io.apium.engine.publish;

import io.apium.canvas.Canvas;
import io.apium.canvas.Chain;
import io.apium.canvas.Chord;
import io.apium.canvas.Signature;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Canvases as people write them down, for logs and debuggers: {@code load(7, "Ann") | invoice(2)}. */
final class CanvasText {

    private static final int MAX_LENGTH = 60;

    private CanvasText() {}

    static String of(Canvas<?> canvas) {
        if (canvas instanceof Signature<?> signature) {
            return of(signature);
        } else if (canvas instanceof Chain<?> chain) {
            return chain.steps().stream().map(CanvasText::of).collect(Collectors.joining(" | "));
        } else if (canvas instanceof Chord<?> chord) {
            return of(chord.header()) + " | " + of(chord.body());
        }
        // Its members may be those of a stream, which is not to be read for this.
        return "group(…)";
    }

    private static String of(Signature<?> signature) {
        List<String> args = new ArrayList<>();
        signature.args().forEach(arg -> args.add(of(arg)));
        signature.namedArgs().forEach((name, arg) -> args.add(name + "=" + of(arg)));
        var name = signature.task();
        return name.substring(name.lastIndexOf('.') + 1) + "(" + String.join(", ", args) + ")";
    }

    private static String of(@Nullable Object arg) {
        var text = String.valueOf(arg);
        var shown = text.length() > MAX_LENGTH ? text.substring(0, MAX_LENGTH) + "…" : text;
        return arg instanceof CharSequence ? "\"" + shown + "\"" : shown;
    }
}
