package io.apium.engine;

import io.apium.spi.ResultStore;
import io.apium.spi.StoredResult;
import java.util.Optional;

/** Results in the memory of a {@link Laptop}. As in a database, a second result for an id is noticed by the commit. */
final class LaptopResultStore implements ResultStore {

    private final LaptopTransactions transactions;

    LaptopResultStore(LaptopTransactions transactions) {
        this.transactions = transactions;
    }

    @Override
    public void insert(StoredResult result) {
        transactions.change(memory -> {
            if (memory.results().putIfAbsent(result.id(), result) != null) {
                throw new IllegalStateException("Task " + result.id() + " has a result already");
            }
        });
    }

    @Override
    public Optional<StoredResult> find(String id) {
        return Optional.ofNullable(transactions.memory().results().get(id));
    }

    @Override
    public boolean delete(String id) {
        var found = find(id).isPresent();
        transactions.change(memory -> memory.results().remove(id));
        return found;
    }
}
