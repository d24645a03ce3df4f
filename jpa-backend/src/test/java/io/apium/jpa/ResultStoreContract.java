package io.apium.jpa;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.apium.TaskFailure;
import io.apium.TaskState;
import io.apium.spi.OnceStore.StoredCall;
import io.apium.spi.ResultStore;
import io.apium.spi.Revocation;
import io.apium.spi.StoredAttempt;
import io.apium.spi.StoredResult;
import jakarta.persistence.EntityManager;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** What every result store does, without a transaction of the caller's. */
abstract class ResultStoreContract {

    static final Instant STARTED = Instant.parse("2026-03-29T01:59:59.999999Z");
    static final Instant ENDED = Instant.parse("2026-03-29T02:00:00.000001Z");
    static final Instant LATER = Instant.parse("2099-10-25T02:30:00.000002Z");

    private final OpenDatabase database;
    private final JpaResultStore store;

    ResultStoreContract(OpenDatabase database) {
        this.database = database;
        store = new JpaResultStore(database.entityManagers());
    }

    /** {@return the store under test, empty at first} */
    ResultStore store() {
        return store;
    }

    OpenDatabase database() {
        return database;
    }

    static StoredResult success(String id) {
        return success(id, "42");
    }

    static StoredResult success(String id, @Nullable String value) {
        return success(id, value, null);
    }

    static StoredResult success(String id, @Nullable String value, @Nullable Instant expiresAt) {
        return new StoredResult(
                id,
                "shop.charge",
                TaskState.SUCCESS,
                0,
                value,
                null,
                "shop@host/Worker",
                id,
                null,
                STARTED,
                ENDED,
                expiresAt,
                null);
    }

    static StoredResult failure(String id, TaskFailure failure) {
        return new StoredResult(
                id,
                "shop.charge",
                TaskState.FAILURE,
                3,
                null,
                failure,
                "shop@host/Worker",
                "root",
                "parent",
                STARTED,
                ENDED,
                LATER,
                null);
    }

    static StoredAttempt started(String id, int number) {
        return started(id, number, null);
    }

    static StoredAttempt started(String id, int number, @Nullable Instant expiresAt) {
        return new StoredAttempt(
                id,
                number,
                "shop.charge",
                TaskState.STARTED,
                null,
                null,
                "shop@host/Worker",
                STARTED,
                null,
                null,
                expiresAt);
    }

    static StoredAttempt progress(String id, int number, String meta) {
        return new StoredAttempt(
                id,
                number,
                "shop.charge",
                TaskState.PROGRESS,
                meta,
                null,
                "shop@other/Worker",
                ENDED,
                null,
                null,
                LATER);
    }

    static StoredAttempt retry(String id, int number, TaskFailure failure) {
        return new StoredAttempt(
                id,
                number,
                "shop.charge",
                TaskState.RETRY,
                null,
                failure,
                "shop@host/Worker",
                STARTED,
                ENDED,
                LATER,
                LATER);
    }

    static StoredAttempt retry(String id, int number) {
        return retry(id, number, new TaskFailure("shop.NoMoneyException", "none", "at shop.Till"));
    }

    @Test
    void theProviderIsTheOneUnderTest() {
        assertThat(database.entityManagers().read(EntityManager::getEntityManagerFactory))
                .matches(database.setup().provider()::made);
    }

    private void comesBackAsItWent(StoredResult result) {
        store().insert(result);
        assertThat(store().find(result.id())).contains(result);
    }

    private void comesBackAsItWent(StoredAttempt attempt) {
        store().insertAttempt(attempt);
        assertThat(store().attempts(attempt.id())).containsExactly(attempt);
    }

    @Test
    void decidedIsWhatHasEndedOrIsFollowedByALaterAttempt() {
        store().insert(success("decided-ended"));
        store().insertAttempt(retry("decided-retried", 1));
        store().insertAttempt(started("decided-started", 0));

        assertThat(store().findDecided(Map.of(
                        "decided-ended", 0,
                        "decided-retried", 1,
                        "decided-started", 0,
                        "decided-unknown", 0)))
                .containsExactlyInAnyOrder("decided-ended", "decided-retried");
        assertThat(store().findDecided(Map.of("decided-retried", 2))).isEmpty();
        assertThat(store().findDecided(Map.of("decided-retried", 0))).containsExactly("decided-retried");
    }

    @Test
    void aSuccessComesBackAsItWent() {
        comesBackAsItWent(success("success"));
    }

    @Test
    void aFailureComesBackAsItWent() {
        comesBackAsItWent(failure("failure", new TaskFailure("shop.NoMoneyException", "none", "at shop.Till")));
    }

    @Test
    void aFailureWithoutMessageComesBackAsItWent() {
        comesBackAsItWent(failure("silent", new TaskFailure("shop.NoMoneyException", "", "")));
    }

    @Test
    void aResultWithoutValueComesBackAsItWent() {
        comesBackAsItWent(new StoredResult(
                "void",
                "shop.mail",
                new TaskState("ARCHIVED"),
                1,
                null,
                null,
                "w",
                "void",
                null,
                STARTED,
                ENDED,
                null,
                null));
    }

    @Test
    void anExtendedResultComesBackAsItWent() {
        comesBackAsItWent(new StoredResult(
                "extended",
                "shop.mail",
                TaskState.SUCCESS,
                1,
                null,
                null,
                "w",
                "extended",
                null,
                STARTED,
                ENDED,
                LATER,
                new StoredResult.Extension("mails", "[\"" + "x".repeat(1_048_576) + "\"]")));
    }

    @Test
    void aMegabyteComesBackAsItWent() {
        comesBackAsItWent(success("large", '"' + "x".repeat(1_048_576) + '"'));
    }

    @Test
    void textBeyondTheBasicPlaneComesBackAsItWent() {
        comesBackAsItWent(success("emoji", "\"\uD83D\uDC1D häppy 蜂 \\u0000 'quoted' \""));
    }

    @Test
    void theLongestStringsComeBackAsTheyWent() {
        comesBackAsItWent(new StoredResult(
                "\uD83D\uDC1D".repeat(64),
                "蜂".repeat(500),
                new TaskState("Ü".repeat(100)),
                0,
                null,
                null,
                "é".repeat(500),
                "蜂".repeat(128),
                "蜂".repeat(128),
                STARTED,
                ENDED,
                LATER,
                new StoredResult.Extension("ß".repeat(255), "[]")));
    }

    @Test
    void idsThatDifferAreTwoTasksHoweverAlikeTheyAre() {
        String[] ids = {"a", "A", "ä", "a\u0308", "á", "å", "ａ", "ß", "ss"};
        for (String id : ids) {
            store().insert(success(id));
            store().insertAttempt(started(id, 0));
        }
        store().requestAbort("a", LATER);
        store().insertAttempt(started("a", 1));
        for (String id : ids) {
            assertThat(store().find(id)).contains(success(id));
            assertThat(store().attempts(id)).hasSize(id.equals("a") ? 2 : 1);
            assertThat(store().isAbortRequested(id)).isEqualTo(id.equals("a"));
        }
        assertThat(store().delete(List.of("a"))).isTrue();
        assertThat(database.count("apium_result")).isEqualTo(ids.length - 1);
    }

    @Test
    void idsThatDifferInASpaceAreTwoTasks() {
        assumeTrue(
                database.setup().database() != TestDatabase.MYSQL,
                "MariaDB takes MySQL's collation for one that ignores it");
        store().insert(success("a"));
        store().insert(success("a "));
        assertThat(store().find("a ")).contains(success("a "));
        assertThat(store().find("a  ")).isEmpty();
    }

    @Test
    void timesAreKeptToTheMicrosecond() {
        Instant nanos = Instant.parse("2026-01-01T00:00:00.123456789Z");
        store().insert(new StoredResult(
                "nanos", "t", TaskState.SUCCESS, 0, null, null, "w", "r", null, nanos, nanos, nanos, null));
        assertThat(store().find("nanos"))
                .get()
                .extracting(StoredResult::startedAt, StoredResult::expiresAt)
                .containsOnly(Instant.parse("2026-01-01T00:00:00.123456Z"));
    }

    @Test
    void aFailureThatHoldsCharacterZeroIsStoredWithoutIt() {
        store().insert(failure("zero", new TaskFailure("shop.NoMoneyException", "a\0b", "at\0")));
        assertThat(store().find("zero").map(StoredResult::failure))
                .contains(new TaskFailure("shop.NoMoneyException", "a\uFFFDb", "at\uFFFD"));
    }

    @Test
    void anEndIsTheResultWithoutItsValue() {
        StoredResult failure = failure("failed", new TaskFailure("shop.NoMoneyException", "none", "at shop.Till"));
        store().insert(failure);
        store().insert(success("done", "1", LATER));
        assertThat(store().findEnds(List.of("failed", "done", "unknown")))
                .containsExactlyInAnyOrder(failure, success("done", null, LATER));
    }

    @Test
    void attemptsOfManyTasksComeBackOldestFirst() {
        store().insertAttempt(retry("a", 1));
        store().insertAttempt(retry("b", 0));
        store().insertAttempt(retry("a", 0));
        store().insertAttempt(retry("c", 0));
        assertThat(store().attempts(List.of("a", "b", "d")))
                .containsExactly(retry("a", 0), retry("a", 1), retry("b", 0));
    }

    @Test
    void nothingIsFoundUnderAnUnknownId() {
        assertThat(store().find("unknown")).isEmpty();
        assertThat(store().attempts("unknown")).isEmpty();
        assertThat(store().isAbortRequested("unknown")).isFalse();
    }

    @Test
    void deleteTellsWhetherThereWasAResult() {
        store().insert(success("deleted"));
        assertThat(store().delete(List.of("deleted"))).isTrue();
        assertThat(store().delete(List.of("deleted"))).isFalse();
        assertThat(store().find("deleted")).isEmpty();
    }

    @Test
    void deleteTellsWhetherThereWasAnAttempt() {
        store().insertAttempt(retry("deleted", 0));
        store().insertAttempt(started("deleted", 1));
        assertThat(store().delete(List.of("deleted"))).isTrue();
        assertThat(store().delete(List.of("deleted"))).isFalse();
        assertThat(store().attempts("deleted")).isEmpty();
    }

    @Test
    void deleteTellsWhetherThereWasAWishToAbort() {
        store().requestAbort("deleted", LATER);
        assertThat(store().delete(List.of("deleted"))).isTrue();
        assertThat(store().delete(List.of("deleted"))).isFalse();
        assertThat(store().isAbortRequested("deleted")).isFalse();
    }

    @Test
    void deleteLeavesOtherTasksAlone() {
        store().insert(success("a"));
        store().insertAttempt(started("a", 0));
        store().requestAbort("a", LATER);
        store().delete(List.of("b"));
        assertThat(store().find("a")).isPresent();
        assertThat(store().attempts("a")).isNotEmpty();
        assertThat(store().isAbortRequested("a")).isTrue();
    }

    @Test
    void aSecondResultForAnIdIsRefused() {
        store().insert(success("twice", "1"));
        assertThatThrownBy(() -> store().insert(success("twice", "2"))).isInstanceOf(RuntimeException.class);
        assertThat(store().find("twice")).contains(success("twice", "1"));
    }

    @Test
    void aStartedAttemptComesBackAsItWent() {
        comesBackAsItWent(started("started", 0));
    }

    @Test
    void anAttemptsProgressComesBackAsItWent() {
        comesBackAsItWent(progress("progress", 2, '"' + "x".repeat(1_048_576) + '"'));
    }

    @Test
    void aFailedAttemptComesBackAsItWent() {
        comesBackAsItWent(retry("retry", 7));
    }

    @Test
    void anAttemptWithCharacterZeroInItsFailureIsStoredWithoutIt() {
        TaskFailure zero = new TaskFailure("shop.NoMoneyException", "a\0b", "at\0");
        TaskFailure replaced = new TaskFailure("shop.NoMoneyException", "a\uFFFDb", "at\uFFFD");
        store().insertAttempt(retry("zero", 0, zero));
        store().saveAttempt(retry("zero", 1, zero));
        store().saveAttempt(started("zero", 2));
        store().saveAttempt(retry("zero", 2, zero));
        assertThat(store().attempts("zero"))
                .hasSize(3)
                .extracting(StoredAttempt::failure)
                .containsOnly(replaced);
    }

    @Test
    void attemptsComeBackOldestFirst() {
        store().insertAttempt(started("a", 10));
        store().insertAttempt(retry("a", 2));
        store().insertAttempt(retry("a", 9));
        store().insertAttempt(started("b", 0));
        assertThat(store().attempts("a")).extracting(StoredAttempt::number).containsExactly(2, 9, 10);
    }

    @Test
    void aSecondInsertOfAnAttemptIsRefused() {
        store().insertAttempt(started("twice", 0));
        assertThatThrownBy(() -> store().insertAttempt(retry("twice", 0))).isInstanceOf(RuntimeException.class);
        assertThat(store().attempts("twice")).containsExactly(started("twice", 0));
    }

    @Test
    void anAttemptIsSavedWhetherItIsStoredOrNot() {
        StoredAttempt progress = progress("a", 0, "{\"done\":1}");
        assertThat(store().saveAttempt(progress)).isTrue();
        assertThat(store().attempts("a")).containsExactly(progress);
        assertThat(store().saveAttempt(started("a", 0))).isTrue();
        assertThat(store().attempts("a")).containsExactly(started("a", 0));
        assertThat(store().saveAttempt(retry("a", 0))).isTrue();
        assertThat(store().attempts("a")).containsExactly(retry("a", 0));
    }

    @Test
    void anAttemptThatHasEndedIsNotReplaced() {
        store().insertAttempt(retry("a", 0));
        assertThat(store().saveAttempt(progress("a", 0, "1"))).isFalse();
        assertThat(store().saveAttempt(retry("a", 0, new TaskFailure("shop.LateException", "", ""))))
                .isFalse();
        assertThat(store().attempts("a")).containsExactly(retry("a", 0));
    }

    @Test
    void aSavedAttemptReplacesNoOther() {
        store().insertAttempt(started("a", 0));
        store().insertAttempt(started("b", 1));
        store().saveAttempt(retry("a", 1));
        assertThat(store().attempts("a")).containsExactly(started("a", 0), retry("a", 1));
        assertThat(store().attempts("b")).containsExactly(started("b", 1));
    }

    @Test
    void anAbortMayBeRequestedMoreThanOnce() {
        store().requestAbort("a", LATER);
        store().requestAbort("a", LATER);
        assertThat(store().isAbortRequested("a")).isTrue();
        assertThat(store().isAbortRequested("b")).isFalse();
    }

    @Test
    void revocationsAreRememberedEvenIfAllElseIsForgotten() {
        var kept = Duration.ofMinutes(1);
        var before = database.now();
        store().revoke(List.of("a", "b"), kept);
        store().revoke(List.of(), kept);
        var revocations = store().revocations(before);
        assertThat(revocations).extracting(Revocation::id).containsExactlyInAnyOrder("a", "b");
        assertThat(revocations).allSatisfy(revocation -> {
            assertThat(revocation.revokedAt()).isBetween(before, database.now());
            assertThat(revocation.expiresAt()).isEqualTo(revocation.revokedAt().plus(kept));
        });
        assertThat(store().revocations(database.now().plus(kept))).isEmpty();
        store().delete(List.of("a"));
        assertThat(store().findRevoked(List.of("a", "b", "c"))).containsExactlyInAnyOrder("a", "b");
        assertThat(store().findRevoked(List.of())).isEmpty();
    }

    @Test
    void aTaskThatIsRevokedAgainIsRememberedForAsLongAgain() {
        store().revoke(List.of("a"), Duration.ofMinutes(1));
        var again = store().revocations(Instant.EPOCH).get(0).revokedAt().plus(Duration.ofMinutes(2));
        store().revoke(List.of("a", "b"), Duration.ofMinutes(2));
        assertThat(store().revocations(Instant.EPOCH))
                .hasSize(2)
                .allSatisfy(revocation -> assertThat(revocation.expiresAt()).isAfterOrEqualTo(again));
    }

    @Test
    void whatHasExpiredIsDeleted() {
        Instant past = database.now().minusSeconds(1);
        store().insert(success("a", null, past));
        store().insertAttempt(started("a", 0, past));
        store().insertAttempt(started("a", 1, past));
        store().insertAttempt(started("b", 1, past));
        store().requestAbort("a", past);
        store().revoke(List.of("a"), Duration.ofSeconds(-1));
        insertOutcome("a", "key", past);
        insertOutcome("a", "other", past);
        insertOutcome("b", "key", past);
        assertThat(store().deleteExpired(10)).isEqualTo(9);
        assertThat(store().deleteExpired(10)).isZero();
        assertThat(store().find("a")).isEmpty();
        assertThat(store().attempts("a")).isEmpty();
        assertThat(store().isAbortRequested("a")).isFalse();
        assertThat(store().findRevoked(List.of("a"))).isEmpty();
        assertThat(database.count("apium_once")).isZero();
    }

    @Test
    void whatHasNotExpiredByTheStoresClockIsKept() {
        Instant past = database.now().minusSeconds(1);
        Instant future = database.now().plus(Duration.ofMinutes(1));
        store().insert(success("a", null, future));
        store().insert(success("b", null, null));
        store().insertAttempt(started("c", 0, past));
        store().insertAttempt(started("d", 1, future));
        store().insertAttempt(started("b", 0, null));
        store().requestAbort("a", future);
        store().revoke(List.of("a"), Duration.ofMinutes(1));
        insertOutcome("a", "key", past);
        insertOutcome("a", "other", future);
        insertOutcome("b", "key", null);
        assertThat(store().deleteExpired(10)).isEqualTo(2);
        assertThat(store().find("a")).isPresent();
        assertThat(store().find("b")).isPresent();
        assertThat(store().attempts("c")).isEmpty();
        assertThat(store().attempts("d")).hasSize(1);
        assertThat(store().attempts("b")).hasSize(1);
        assertThat(store().isAbortRequested("a")).isTrue();
        assertThat(store().findRevoked(List.of("a"))).hasSize(1);
        assertThat(database.count("apium_once")).isEqualTo(2);
    }

    @Test
    void attemptsAreKeptAsLongAsTheResultAndLaterAttempts() {
        Instant past = database.now().minusSeconds(1);
        Instant future = database.now().plus(Duration.ofMinutes(1));
        store().insertAttempt(started("ended", 0, past));
        store().insert(success("ended", null, future));
        store().insertAttempt(started("waiting", 0, past));
        store().insertAttempt(started("waiting", 1, future));
        store().insertAttempt(started("for ever", 0, past));
        store().insertAttempt(started("for ever", 1, null));
        assertThat(store().deleteExpired(10)).isZero();
        assertThat(store().delete(List.of("ended"))).isTrue();
    }

    @Test
    void anAbortRequestedAgainIsKeptForLonger() {
        store().requestAbort("a", database.now().minusSeconds(1));
        store().requestAbort("a", LATER);
        assertThat(store().deleteExpired(10)).isZero();
        assertThat(store().isAbortRequested("a")).isTrue();
    }

    @Test
    void noMoreExpiredRowsOfAKindAreDeletedThanTheLimitAllows() {
        Instant past = database.now().minusSeconds(1);
        for (int i = 0; i < 5; i++) {
            store().insert(success("task" + i, null, past.minusSeconds(i)));
            store().insertAttempt(started("task", i, past.minusSeconds(i)));
        }
        assertThat(store().deleteExpired(2)).isEqualTo(4);
        assertThat(store().attempts("task")).extracting(StoredAttempt::number).containsExactly(0, 1, 2);
        assertThat(database.count("apium_result")).isEqualTo(3);
        assertThat(store().find("task4")).isEmpty();
        assertThat(store().deleteExpired(2)).isEqualTo(4);
        assertThat(store().deleteExpired(2)).isEqualTo(2);
        assertThat(store().deleteExpired(2)).isZero();
    }

    private void insertOutcome(String taskId, String key, @Nullable Instant expiresAt) {
        new JpaOnceStore(database.entityManagers()).insert(taskId, key, new StoredCall("1"), expiresAt);
    }

    @Test
    void insertsReadNothing() throws Exception {
        StatementLog statements = database.statements();
        assertThat(statements.during(() -> store().insert(success("a")))).containsExactly("insert apium_result");
        assertThat(statements.during(() -> store().insertAttempt(started("a", 0))))
                .containsExactly("insert apium_attempt");
    }

    @Test
    void findsAreOneStatement() throws Exception {
        StatementLog statements = database.statements();
        assertThat(statements.during(() -> store().find("a"))).containsExactly("select apium_result");
        assertThat(statements.during(() -> store().attempts("a"))).containsExactly("select apium_attempt");
        assertThat(statements.during(() -> store().isAbortRequested("a"))).containsExactly("select apium_abort");
    }

    @Test
    void aSavedAttemptIsOneStatementIfItIsStoredAndThreeIfNot() throws Exception {
        StatementLog statements = database.statements();
        assertThat(statements.during(() -> store().saveAttempt(started("a", 0))))
                .containsExactly("update apium_attempt", "select apium_attempt", "insert apium_attempt");
        assertThat(statements.during(() -> store().saveAttempt(retry("a", 0)))).containsExactly("update apium_attempt");
    }

    @Test
    void anAbortIsOneStatementIfItIsRequestedAgain() throws Exception {
        StatementLog statements = database.statements();
        assertThat(statements.during(() -> store().requestAbort("a", LATER)))
                .containsExactly("update apium_abort", "insert apium_abort");
        assertThat(statements.during(() -> store().requestAbort("a", LATER))).containsExactly("update apium_abort");
    }

    @Test
    void aDeleteIsOneStatementForEachTableHoweverManyTasksThereAre() throws Exception {
        for (var ids : List.of(List.of("a"), List.of("a", "b", "c"))) {
            assertThat(database.statements().during(() -> store().delete(ids)))
                    .containsExactly(
                            // Who is waited for?
                            "select apium_result", "delete apium_result", "delete apium_attempt", "delete apium_abort");
        }
    }

    @Test
    void endsAndAttemptsOfManyTasksAreOneStatementEach() throws Exception {
        StatementLog statements = database.statements();
        assertThat(statements.during(() -> store().findEnds(List.of("a", "b")))).containsExactly("select apium_result");
        assertThat(statements.during(() -> store().attempts(List.of("a", "b"))))
                .containsExactly("select apium_attempt");
    }

    @Test
    void nothingIsDeletedWhereNothingHasExpired() throws Exception {
        assertThat(database.statements().during(() -> store().deleteExpired(10)))
                .containsExactly(
                        "clock",
                        "select apium_result",
                        "select apium_abort",
                        "select apium_revocation",
                        "select apium_attempt",
                        "select apium_once",
                        "select apium_failed_message",
                        "select apium_workflow_page",
                        "select apium_join",
                        "select apium_join");
    }
}
