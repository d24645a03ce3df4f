package io.apium.jpa;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.apium.TaskFailure;
import io.apium.TaskState;
import io.apium.spi.ResultStore;
import io.apium.spi.StoredResult;
import java.time.Instant;
import org.junit.jupiter.api.Test;

/** What every result store does, without a transaction of the caller's. */
abstract class ResultStoreContract {

    static final Instant STARTED = Instant.parse("2026-03-29T01:59:59.999999Z");
    static final Instant ENDED = Instant.parse("2026-03-29T02:00:00.000001Z");

    /** {@return the store under test, empty} */
    abstract ResultStore store();

    static StoredResult success(String id) {
        return success(id, "42");
    }

    static StoredResult success(String id, String value) {
        return new StoredResult(
                id, "shop.charge", TaskState.SUCCESS, 0, value, null, "shop@host/Worker", id, null, STARTED, ENDED);
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
                ENDED);
    }

    private void comesBackAsItWent(StoredResult result) {
        store().insert(result);
        assertThat(store().find(result.id())).contains(result);
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
                "void", "shop.mail", new TaskState("ARCHIVED"), 1, null, null, "w", "void", null, STARTED, ENDED));
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
    void timesAreKeptToTheMicrosecond() {
        Instant nanos = Instant.parse("2026-01-01T00:00:00.123456789Z");
        store().insert(new StoredResult("nanos", "t", TaskState.SUCCESS, 0, null, null, "w", "r", null, nanos, nanos));
        assertThat(store().find("nanos"))
                .get()
                .extracting(StoredResult::startedAt)
                .isEqualTo(Instant.parse("2026-01-01T00:00:00.123456Z"));
    }

    @Test
    void aFailureThatHoldsCharacterZeroIsStoredWithoutIt() {
        store().insert(failure("zero", new TaskFailure("shop.NoMoneyException", "a\0b", "at\0")));
        assertThat(store().find("zero").flatMap(StoredResult::failure))
                .contains(new TaskFailure("shop.NoMoneyException", "a\uFFFDb", "at\uFFFD"));
    }

    @Test
    void nothingIsFoundUnderAnUnknownId() {
        assertThat(store().find("unknown")).isEmpty();
    }

    @Test
    void deleteTellsWhetherThereWasAResult() {
        store().insert(success("deleted"));
        assertThat(store().delete("deleted")).isTrue();
        assertThat(store().delete("deleted")).isFalse();
        assertThat(store().find("deleted")).isEmpty();
    }

    @Test
    void aSecondResultForAnIdIsRefused() {
        store().insert(success("twice", "1"));
        assertThatThrownBy(() -> store().insert(success("twice", "2"))).isInstanceOf(RuntimeException.class);
        assertThat(store().find("twice")).contains(success("twice", "1"));
    }
}
