package io.apium.engine;

import static java.util.Comparator.comparing;

import io.apium.spi.WorkflowStore;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Tails, plans and failed messages in the memory of a {@link Laptop}. */
final class LaptopWorkflowStore implements WorkflowStore {

    private final LaptopTransactions transactions;

    LaptopWorkflowStore(LaptopTransactions transactions) {
        this.transactions = transactions;
    }

    @Override
    public void insert(Page page) {
        transactions.database().change(memory -> {
            if (memory.pages().putIfAbsent(List.of(page.id(), page.number()), page) != null) {
                throw new IllegalStateException("Page " + page.number() + " of " + page.id() + " is stored already");
            }
        });
    }

    @Override
    public Optional<Page> find(String id, int number) {
        return Optional.ofNullable(transactions.database().memory().pages().get(List.<Object>of(id, number)));
    }

    @Override
    public boolean delete(String id, int number) {
        var known = find(id, number).isPresent();
        transactions.database().change(memory -> memory.pages().remove(List.<Object>of(id, number)));
        return known;
    }

    @Override
    public void expire(String id, @Nullable Instant expiresAt) {
        transactions
                .database()
                .change(memory -> memory.pages()
                        .replaceAll((key, page) -> page.id().equals(id)
                                ? new Page(id, page.number(), page.rootId(), page.content(), expiresAt)
                                : page));
    }

    @Override
    public List<Page> plan(String rootId) {
        return transactions.database().memory().pages().values().stream()
                .filter(page -> rootId.equals(page.rootId()))
                .sorted(comparing(Page::id).thenComparing(Page::number))
                .toList();
    }

    @Override
    public void insert(FailedMessage message) {
        transactions.database().change(memory -> memory.failed().put(message.id(), message));
    }

    @Override
    public List<FailedMessage> failed(String rootId) {
        return transactions.database().memory().failed().values().stream()
                .filter(message -> message.rootId().equals(rootId))
                .toList();
    }

    @Override
    public boolean deleteFailed(String id) {
        var known = transactions.database().memory().failed().containsKey(id);
        transactions.database().change(memory -> memory.failed().remove(id));
        return known;
    }
}
