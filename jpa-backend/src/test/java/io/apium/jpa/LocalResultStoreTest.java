package io.apium.jpa;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.apium.spi.ResultStore;
import javax.sql.DataSource;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

/** The store as a program outside a server opens it. */
class LocalResultStoreTest {

    @Nested
    class OnH2 extends Contract {

        OnH2() {
            super(TestDatabase.H2);
        }
    }

    @Nested
    class OnPostgres extends Contract {

        OnPostgres() {
            super(TestDatabase.POSTGRESQL);
        }
    }

    abstract static class Contract extends ResultStoreContract {

        private final TestDatabase database;
        private final JpaResultStore store;

        Contract(TestDatabase database) {
            this.database = database;
            DataSource dataSource = database.create();
            new Schema(dataSource).migrate();
            store = JpaResultStore.open(dataSource);
        }

        @Override
        ResultStore store() {
            return store;
        }

        @AfterEach
        void close() {
            store.close();
        }

        @Test
        void aDatabaseWithoutTablesIsNotOpened() {
            DataSource empty = database.create();
            assertThatThrownBy(() -> JpaResultStore.open(empty))
                    .isInstanceOf(DatabaseNotReadyException.class)
                    .hasMessageContaining("apium_result");
        }
    }
}
