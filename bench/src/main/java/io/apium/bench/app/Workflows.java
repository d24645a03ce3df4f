package io.apium.bench.app;

import io.apium.canvas.Canvas;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** Tasks that are composed, from the call to the last value. */
final class Workflows {

    private static final Duration PATIENCE = Duration.ofMinutes(10);

    private Workflows() {}

    static Course chord(Means means) {
        return n -> {
            var sum = means.tasks()
                    .group(numbers(n), BenchTasks::echo)
                    .join(BenchTasks::sum)
                    .delay()
                    .get(PATIENCE);
            require(sum, IntStream.range(0, n).asLongStream().sum());
            return new long[0];
        };
    }

    static Course chain(Means means) {
        return n -> {
            var steps = new ArrayList<Canvas<?>>();
            steps.add(means.tasks().signature(BenchTasks::increment, 0));
            for (int i = 1; i < n; i++) {
                steps.add(means.tasks().signature(BenchTasks.INCREMENT));
            }
            var last = means.tasks().chain(steps).delay().get(PATIENCE);
            require(last, n);
            return new long[0];
        };
    }

    static Course group(Means means) {
        return n -> {
            var values =
                    means.tasks().group(numbers(n), BenchTasks::echo).delay().get(PATIENCE);
            require(values == null ? null : values.size(), n);
            return new long[0];
        };
    }

    private static List<Integer> numbers(int n) {
        return IntStream.range(0, n).boxed().toList();
    }

    private static void require(@Nullable Object value, long expected) {
        if (!(value instanceof Number number) || number.longValue() != expected) {
            throw new IllegalStateException("The result is " + value + ", not " + expected);
        }
    }
}
