package io.apium.jpa;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import javax.sql.DataSource;
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

        Contract(TestDatabase database) {
            super(OpenDatabase.local(database));
            this.database = database;
        }

        @Test
        void isOpenedOnADataSource() {
            store().insert(success("a"));
            try (JpaResultStore opened = JpaResultStore.open(database().plain())) {
                assertThat(opened.find("a")).isPresent();
            }
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
