package io.apium.engine.result;

import java.util.List;
import java.util.stream.IntStream;

/** Divides what is too much for one statement. */
public final class Pages {

    /** How many ids a statement asks for. */
    private static final int SIZE = 1000;

    private Pages() {}

    /** {@return the ids, so many together as one statement may name} */
    public static <T> List<List<T>> of(List<T> all) {
        return IntStream.range(0, (all.size() + SIZE - 1) / SIZE)
                .mapToObj(page -> all.subList(page * SIZE, Math.min(all.size(), (page + 1) * SIZE)))
                .toList();
    }
}
