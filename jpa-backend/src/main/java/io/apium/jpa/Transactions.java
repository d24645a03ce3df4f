package io.apium.jpa;

import java.util.function.Supplier;

/** Begins and ends JTA transactions. */
interface Transactions {

    /** Runs the work in the current transaction, or in a new one that is committed when it returns. */
    <T> T required(Supplier<T> work);

    /** Runs the work without a transaction; the current one is suspended meanwhile. */
    <T> T suspended(Supplier<T> work);
}
