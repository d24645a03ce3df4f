package io.apium.engine.execute;

import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.ToIntFunction;

/** The slots for leased tasks on this node: so many for each queue. Thread-safe. */
final class Slots {

    private final ToIntFunction<String> sizes;
    private final Map<String, Semaphore> free = new ConcurrentHashMap<>();

    /** A slot that a task occupies. */
    static final class Slot {

        private final Semaphore free;
        private final AtomicBoolean isReleased = new AtomicBoolean();

        Slot(Semaphore free) {
            this.free = free;
        }

        /** Makes the slot free, once. */
        void release() {
            if (isReleased.compareAndSet(false, true)) {
                free.release();
            }
        }
    }

    /**
     * Creates the slots.
     *
     * @param sizes how many there are for a queue
     */
    Slots(ToIntFunction<String> sizes) {
        this.sizes = sizes;
    }

    /** {@return a free slot, taken; empty if there is none} */
    Optional<Slot> tryTake(String queue) {
        var slots = slots(queue);
        return slots.tryAcquire() ? Optional.of(new Slot(slots)) : Optional.empty();
    }

    boolean hasFree(String queue) {
        return slots(queue).availablePermits() > 0;
    }

    private Semaphore slots(String queue) {
        return free.computeIfAbsent(queue, name -> new Semaphore(sizes.applyAsInt(name)));
    }
}
