package io.apium.engine;

import io.apium.spi.OutcomeStore;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Outcomes of calls to the outside world in the memory of a {@link Laptop}. */
final class LaptopOutcomeStore implements OutcomeStore {

    private final LaptopTransactions transactions;

    LaptopOutcomeStore(LaptopTransactions transactions) {
        this.transactions = transactions;
    }

    @Override
    public Optional<StoredOutcome> find(String taskId, String key) {
        return Optional.ofNullable(transactions.memory().outcomes().get(List.of(taskId, key)));
    }

    @Override
    public void insert(String taskId, String key, StoredOutcome outcome, @Nullable Instant expiresAt) {
        transactions.change(memory -> {
            if (memory.outcomes().putIfAbsent(List.of(taskId, key), outcome) != null) {
                throw new IllegalStateException("Task " + taskId + " has an outcome of " + key + " already");
            }
        });
    }
}
