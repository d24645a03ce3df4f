package io.apium.jpa;

import jakarta.persistence.PersistenceException;
import java.util.function.Supplier;

/** Transactions whose commits fail with an unchecked exception. The container's interceptor lets checked ones through. */
record UncheckedTransactions(Transactions container) implements Transactions {

    @Override
    public <T> T required(Supplier<T> work) {
        try {
            return container.required(work);
        } catch (RuntimeException e) {
            throw e;
        } catch (Exception e) {
            throw new PersistenceException("The transaction could not be committed: " + e.getMessage(), e);
        }
    }

    @Override
    public <T> T suspended(Supplier<T> work) {
        return container.suspended(work);
    }
}
