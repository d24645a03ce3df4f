package io.apium.engine.execute;

import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.ToIntFunction;

/** The places for leased tasks on this node: so many for each queue. Thread-safe. */
final class Slots {

    private final ToIntFunction<String> sizes;
    private final Map<String, Semaphore> free = new ConcurrentHashMap<>();

    /** A place that a task occupies. */
    static final class Slot {

        private final Semaphore free;
        private final AtomicBoolean isReleased = new AtomicBoolean();

        Slot(Semaphore free) {
            this.free = free;
        }

        /** Makes the place free, once. */
        void release() {
            if (isReleased.compareAndSet(false, true)) {
                free.release();
            }
        }
    }

    /**
     * Creates the places.
     *
     * @param sizes how many there are for a queue
     */
    Slots(ToIntFunction<String> sizes) {
        this.sizes = sizes;
    }

    /** {@return a free place, taken; empty if there is none} */
    Optional<Slot> tryTake(String queue) {
        var places = places(queue);
        return places.tryAcquire() ? Optional.of(new Slot(places)) : Optional.empty();
    }

    boolean hasFree(String queue) {
        return places(queue).availablePermits() > 0;
    }

    private Semaphore places(String queue) {
        return free.computeIfAbsent(queue, name -> new Semaphore(sizes.applyAsInt(name)));
    }
}
