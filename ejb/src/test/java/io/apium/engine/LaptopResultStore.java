package io.apium.engine;

import static java.util.stream.Collectors.toSet;

import io.apium.TaskState;
import io.apium.spi.ResultStore;
import io.apium.spi.Revocation;
import io.apium.spi.StoredAttempt;
import io.apium.spi.StoredResult;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Results in the memory of a {@link Laptop}. As in a database, a second result for an id is noticed by the commit. */
final class LaptopResultStore implements ResultStore {

    private final LaptopTransactions transactions;
    private final Clock clock;

    LaptopResultStore(LaptopTransactions transactions, Clock clock) {
        this.transactions = transactions;
        this.clock = clock;
    }

    @Override
    public void insert(StoredResult result) {
        transactions.database().change(memory -> {
            if (memory.results().putIfAbsent(result.id(), result) != null) {
                throw new IllegalStateException("Task " + result.id() + " has a result already");
            }
        });
    }

    @Override
    public void insertNow(List<StoredResult> results) {
        results.forEach(this::insert);
    }

    @Override
    public Optional<StoredResult> find(String id) {
        return Optional.ofNullable(transactions.database().memory().results().get(id));
    }

    @Override
    public List<StoredResult> findAll(Collection<String> ids) {
        var results = transactions.database().memory().results();
        return ids.stream().map(results::get).filter(Objects::nonNull).toList();
    }

    @Override
    public List<StoredResult> findEnds(Collection<String> ids) {
        return findAll(ids).stream().map(LaptopResultStore::withoutValue).toList();
    }

    private static StoredResult withoutValue(StoredResult result) {
        return new StoredResult(
                result.id(),
                result.task(),
                result.state(),
                result.attempt(),
                null,
                result.failure(),
                result.worker(),
                result.rootId(),
                result.parentId(),
                result.startedAt(),
                result.endedAt(),
                result.expiresAt(),
                null,
                result.member(),
                result.children());
    }

    @Override
    public List<StoredResult> members(String groupId, int from, int limit) {
        return members(groupId)
                .filter(result -> index(result) >= from)
                .sorted(Comparator.comparing(LaptopResultStore::index))
                .limit(limit)
                .toList();
    }

    @Override
    public Map<TaskState, Integer> countMembers(String groupId) {
        return members(groupId).collect(Collectors.toMap(StoredResult::state, result -> 1, Integer::sum));
    }

    private Stream<StoredResult> members(String groupId) {
        return transactions.database().memory().results().values().stream()
                .filter(result ->
                        result.member() != null && result.member().groupId().equals(groupId));
    }

    private static int index(StoredResult result) {
        return Objects.requireNonNull(result.member()).index();
    }

    @Override
    public void deleteEnds(Collection<String> ids) {
        transactions.database().change(changed -> changed.results().keySet().removeAll(ids));
    }

    @Override
    public boolean delete(Collection<String> ids) {
        var memory = transactions.database().memory();
        var now = clock.instant();
        var known = ids.stream()
                .anyMatch(id -> memory.results().containsKey(id)
                        || memory.attempts().containsKey(id)
                        || memory.aborts().containsKey(id));
        transactions.database().change(changed -> {
            ids.forEach(id -> changed.results()
                    .computeIfPresent(
                            id, (same, result) -> isWaitedFor(changed, result) ? expiring(result, now) : null));
            changed.attempts().keySet().removeAll(ids);
            changed.aborts().keySet().removeAll(ids);
        });
        return known;
    }

    @Override
    public void insertAttempt(StoredAttempt attempt) {
        transactions.database().change(memory -> {
            if (memory.attempts()
                            .computeIfAbsent(attempt.id(), id -> new TreeMap<>())
                            .putIfAbsent(attempt.number(), attempt)
                    != null) {
                throw new IllegalStateException(
                        "Attempt " + attempt.number() + " of task " + attempt.id() + " is stored already");
            }
        });
    }

    @Override
    public boolean saveAttempt(StoredAttempt attempt) {
        var known = attemptsOf(attempt.id()).get(attempt.number());
        if (known != null && known.state().equals(TaskState.RETRY)) {
            return false;
        }
        transactions
                .database()
                .change(memory -> memory.attempts()
                        .computeIfAbsent(attempt.id(), id -> new TreeMap<>())
                        .put(attempt.number(), attempt));
        return true;
    }

    @Override
    public List<StoredAttempt> attempts(String id) {
        return List.copyOf(attemptsOf(id).values());
    }

    @Override
    public List<StoredAttempt> attempts(Collection<String> ids) {
        return ids.stream().flatMap(id -> attempts(id).stream()).toList();
    }

    @Override
    public void requestAbort(String id, Instant expiresAt) {
        transactions.database().change(memory -> memory.aborts().put(id, expiresAt));
    }

    @Override
    public boolean isAbortRequested(String id) {
        return transactions.database().memory().aborts().containsKey(id);
    }

    @Override
    public void revoke(Collection<String> ids, Duration kept) {
        var now = clock.instant();
        transactions
                .database()
                .change(memory ->
                        ids.forEach(id -> memory.revocations().put(id, new Revocation(id, now, now.plus(kept)))));
    }

    @Override
    public Set<String> findRevoked(Collection<String> ids) {
        var revoked = new HashSet<>(ids);
        revoked.retainAll(transactions.database().memory().revocations().keySet());
        return revoked;
    }

    @Override
    public List<Revocation> revocations(Instant since) {
        return transactions.database().memory().revocations().values().stream()
                .filter(revocation -> !revocation.revokedAt().isBefore(since))
                .toList();
    }

    @Override
    public int deleteExpired(int limit) {
        var now = clock.instant();
        var before = transactions.database().memory();
        var results = first(
                limit,
                before.results().values(),
                result -> isOver(result.expiresAt(), now) && !isNeeded(before, result, now));
        var attempts = first(
                limit,
                before.attempts().values().stream()
                        .flatMap(byNumber -> byNumber.values().stream())
                        .toList(),
                attempt -> isOver(attempt.expiresAt(), now));
        transactions.database().change(memory -> {
            memory.results().values().removeAll(results);
            memory.attempts().values().forEach(byNumber -> byNumber.values().removeAll(attempts));
            memory.joins().values().removeIf(counters -> isOver(counters.join().expiresAt(), now));
            memory.failed().values().removeIf(message -> isOver(message.expiresAt(), now));
            memory.pages()
                    .values()
                    .removeIf(page -> isOver(page.expiresAt(), now)
                            && memory.joins().values().stream()
                                    .noneMatch(
                                            counters -> counters.join().rootId().equals(page.rootId())));
            memory.joins()
                    .values()
                    .removeIf(counters -> counters.join().outerId() != null
                            && !before.joins().containsKey(counters.join().outerId()));
        });
        return results.size() + attempts.size();
    }

    private Map<Integer, StoredAttempt> attemptsOf(String id) {
        return transactions.database().memory().attempts().getOrDefault(id, Map.of());
    }

    /** {@return whether somebody waits for the value} */
    private static boolean isNeeded(LaptopMemory memory, StoredResult result, Instant now) {
        var join = result.member() == null
                ? null
                : memory.joins().get(result.member().groupId());
        return join != null && !isOver(join.join().expiresAt(), now);
    }

    private static boolean isWaitedFor(LaptopMemory memory, StoredResult result) {
        return result.member() != null && isOpen(memory, result.member().groupId());
    }

    private static boolean isOpen(LaptopMemory memory, String groupId) {
        var join = memory.joins().get(groupId);
        return join != null
                && join.join().expiresAt() == null
                && (join.join().outerId() == null || isOpen(memory, join.join().outerId()));
    }

    private static StoredResult expiring(StoredResult result, Instant now) {
        return new StoredResult(
                result.id(),
                result.task(),
                result.state(),
                result.attempt(),
                result.value(),
                result.failure(),
                result.worker(),
                result.rootId(),
                result.parentId(),
                result.startedAt(),
                result.endedAt(),
                now,
                result.extension(),
                result.member(),
                result.children());
    }

    private static boolean isOver(@Nullable Instant expiresAt, Instant now) {
        return expiresAt != null && expiresAt.isBefore(now);
    }

    private static <T> Set<T> first(int limit, Collection<T> all, Predicate<T> which) {
        return all.stream().filter(which).limit(limit).collect(toSet());
    }
}
