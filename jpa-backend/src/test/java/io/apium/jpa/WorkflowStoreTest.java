package io.apium.jpa;

import static org.assertj.core.api.Assertions.assertThat;

import io.apium.spi.StoredJoin;
import io.apium.spi.WorkflowStore;
import io.apium.spi.WorkflowStore.FailedMessage;
import io.apium.spi.WorkflowStore.Page;
import java.time.Instant;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

class WorkflowStoreTest {

    @Nested
    @OnEverySetup
    class Local extends Contract {

        Local(Setup setup) {
            super(OpenDatabase.local(setup));
        }
    }

    @Nested
    @OnEverySetup
    class Jta extends Contract {

        Jta(Setup setup) {
            super(OpenDatabase.jta(setup));
        }
    }

    abstract static class Contract {

        private static final Instant PAST = Instant.parse("2020-01-01T00:00:00Z");
        private static final Instant FUTURE = Instant.parse("2099-01-01T00:00:00Z");

        private final OpenDatabase database;
        private final WorkflowStore store;

        Contract(OpenDatabase database) {
            this.database = database;
            store = new JpaWorkflowStore(database.entityManagers());
        }

        private static Page page(String id, int number, @Nullable String rootId, @Nullable Instant expiresAt) {
            return new Page(id, number, rootId, id + number, expiresAt);
        }

        @Test
        void aPageIsFoundUntilItIsDeleted() {
            store.insert(page("a", 0, null, null));
            store.insert(page("a", 1, null, FUTURE));
            assertThat(store.find("a", 1)).contains(page("a", 1, null, FUTURE));
            assertThat(store.delete("a", 1)).isTrue();
            assertThat(store.delete("a", 1)).isFalse();
            assertThat(store.find("a", 1)).isEmpty();
            assertThat(store.find("a", 0)).contains(page("a", 0, null, null));
        }

        @Test
        void thePagesOfAWorkflowAreFoundInTheirOrder() {
            store.insert(page("b", 1, "root", null));
            store.insert(page("b", 0, "root", null));
            store.insert(page("a", 0, "root", null));
            store.insert(page("a", 1, "other", null));
            assertThat(store.plan("root"))
                    .containsExactly(
                            page("a", 0, "root", null), page("b", 0, "root", null), page("b", 1, "root", null));
        }

        @Test
        void whatHasExpiredGoes() {
            store.insert(page("a", 0, null, null));
            store.insert(page("b", 0, null, null));
            store.expire("a", PAST);
            store.expire("b", PAST);
            store.expire("b", null);
            assertThat(new JpaResultStore(database.entityManagers()).deleteExpired(10))
                    .isEqualTo(1);
            assertThat(store.find("a", 0)).isEmpty();
            assertThat(store.find("b", 0)).isPresent();
        }

        @Test
        void aPlanIsKeptAsLongAsAJoinOfItsWorkflow() {
            var joins = new JpaJoinStore(database.entityManagers());
            var results = new JpaResultStore(database.entityManagers());
            store.insert(page("a", 0, "root", PAST));
            joins.insert(new StoredJoin("j", "root", null, StoredJoin.State.OPEN, 0, false, "{}", null));
            assertThat(results.deleteExpired(10)).isZero();
            joins.close("j", FUTURE);
            assertThat(results.deleteExpired(10)).isZero();
            joins.close("j", PAST);
            results.deleteExpired(10);
            results.deleteExpired(10);
            assertThat(store.find("a", 0)).isEmpty();
        }

        @Test
        void aFailedMessageIsTakenOnce() {
            var message = new FailedMessage(
                    "a", "root", "apium", 4, Map.of("apium_attempt", 1, "apium_task", "add"), "{}", FUTURE);
            store.insert(message);
            assertThat(store.failed("root")).containsExactly(message);
            assertThat(store.failed("other")).isEmpty();
            assertThat(store.deleteFailed("a")).isTrue();
            assertThat(store.deleteFailed("a")).isFalse();
        }
    }
}
