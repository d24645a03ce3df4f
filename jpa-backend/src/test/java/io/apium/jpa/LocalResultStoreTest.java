package io.apium.jpa;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import javax.sql.DataSource;
import org.junit.jupiter.api.Test;

/** The store as a program outside a server opens it. */
@OnEverySetup
class LocalResultStoreTest extends ResultStoreContract {

    LocalResultStoreTest(Setup setup) {
        super(OpenDatabase.local(setup));
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
        DataSource empty = database().setup().database().create();
        assertThatThrownBy(() -> JpaResultStore.open(empty))
                .isInstanceOf(DatabaseNotReadyException.class)
                .hasMessageContaining("apium_result");
    }
}
