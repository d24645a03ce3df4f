package io.apium.engine;

import io.apium.spi.OnceStore;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Outcomes of calls to the outside world in the memory of a {@link Laptop}. */
final class LaptopOnceStore implements OnceStore {

    private final LaptopTransactions transactions;

    LaptopOnceStore(LaptopTransactions transactions) {
        this.transactions = transactions;
    }

    @Override
    public Optional<StoredCall> find(String taskId, String key) {
        return Optional.ofNullable(transactions.memory().calls().get(List.of(taskId, key)));
    }

    @Override
    public void insert(String taskId, String key, StoredCall outcome, @Nullable Instant expiresAt) {
        transactions.change(memory -> {
            if (memory.calls().putIfAbsent(List.of(taskId, key), outcome) != null) {
                throw new IllegalStateException("Task " + taskId + " has an outcome of " + key + " already");
            }
        });
    }
}
