package io.apium.engine.execute;

/** Says whether an attempt may still be completed. It is asked in the transaction that completes it. */
interface Claim {

    /** {@return whether it may} Asked first, before anybody is told of the outcome. */
    default boolean take() {
        return true;
    }

    /** {@return whether it still may} Asked last, when the hooks have taken their time. */
    default boolean holds() {
        return true;
    }
}
