package io.apium.bench;

/** Who does the work. */
public enum Side {
    /** Apium, with tasks that are batchable. */
    APIUM("Apium, batched", "apium.bench", 1),
    /** A message-driven bean that takes more of its queue into its transaction, as many as Apium does. */
    BARE("bare, draining", "apium.bare.draining", 1),
    /** Apium, with tasks that are not batchable. */
    APIUM_SINGLE("Apium, one by one", "apium.bench", 5),
    /** A message-driven bean, one message for each transaction. */
    BARE_SINGLE("bare, one by one", "apium.bare.single", 5);

    private final String title;
    private final String queue;
    private final int slowness;

    Side(String title, String queue, int slowness) {
        this.title = title;
        this.queue = queue;
        this.slowness = slowness;
    }

    /** {@return what it is called in the table} */
    public String title() {
        return title;
    }

    /** {@return its queue} */
    public String queue() {
        return queue;
    }

    /** {@return how many pieces of work it is given where the fastest side is given {@code n}} */
    public int share(int n) {
        return Math.max(1, n / slowness);
    }

    /** {@return whether it is what Apium is compared with} */
    public boolean isBare() {
        return this == BARE || this == BARE_SINGLE;
    }

    /** {@return the side that does the same without Apium} */
    public Side ceiling() {
        return switch (this) {
            case APIUM, BARE -> BARE;
            case APIUM_SINGLE, BARE_SINGLE -> BARE_SINGLE;
        };
    }
}
