package io.apium.engine;

import io.apium.spi.Settings;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentSkipListSet;

/** Settings that remember which of them were read, so that one which nobody reads can be told. Thread-safe. */
public final class ReadSettings implements Settings {

    private static final String PREFIX = "apium.";

    /** What can be added, left out and replaced to turn one name into another that was meant. */
    private static final int MOST_SLIPS = 3;

    private final Settings settings;
    private final Set<String> read = new ConcurrentSkipListSet<>();

    /**
     * Creates settings of which none has been read.
     *
     * @param readElsewhere the names of those that others read
     */
    public ReadSettings(Settings settings, Set<String> readElsewhere) {
        this.settings = settings;
        this.read.addAll(readElsewhere);
    }

    @Override
    public Optional<String> find(String name) {
        read.add(name);
        return settings.find(name);
    }

    @Override
    public Set<String> names() {
        return settings.names();
    }

    /** {@return a sentence for each setting of ours that is set and that nobody has read} */
    public List<String> unread() {
        return names().stream()
                .filter(name -> name.startsWith(PREFIX) && !read.contains(name))
                .sorted()
                .map(name -> "Nothing reads the setting " + name
                        + nearest(name)
                                .map(other -> "; " + other + " is meant?")
                                .orElse(""))
                .toList();
    }

    private Optional<String> nearest(String name) {
        return read.stream()
                .filter(other -> slips(name, other) <= MOST_SLIPS)
                .min(Comparator.comparing(other -> slips(name, other)));
    }

    /** {@return Levenshtein's distance of the two} */
    private static int slips(String one, String other) {
        var before = new int[other.length() + 1];
        for (int column = 0; column <= other.length(); column++) {
            before[column] = column;
        }
        for (int row = 1; row <= one.length(); row++) {
            var now = new int[other.length() + 1];
            now[0] = row;
            for (int column = 1; column <= other.length(); column++) {
                var replaced = before[column - 1] + (one.charAt(row - 1) == other.charAt(column - 1) ? 0 : 1);
                now[column] = Math.min(replaced, 1 + Math.min(now[column - 1], before[column]));
            }
            before = now;
        }
        return before[other.length()];
    }
}
