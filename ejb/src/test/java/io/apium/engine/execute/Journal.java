package io.apium.engine.execute;

import io.apium.engine.Laptop;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** What the tasks of a test do: every call, and of these what their transactions have committed. */
final class Journal {

    private final Laptop laptop;
    private final List<String> calls = new CopyOnWriteArrayList<>();
    private final List<String> kept = new CopyOnWriteArrayList<>();

    Journal(Laptop laptop) {
        this.laptop = laptop;
    }

    /** Writes something down, to be kept if the current transaction commits; at once if there is none. */
    void write(String entry) {
        calls.add(entry);
        laptop.transactions().whenEnded(committed -> {
            if (committed) {
                kept.add(entry);
            }
        });
    }

    List<String> calls() {
        return calls;
    }

    List<String> kept() {
        return kept;
    }
}
