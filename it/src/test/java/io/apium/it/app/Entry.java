package io.apium.it.app;

import jakarta.persistence.Entity;
import jakarta.persistence.GeneratedValue;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import org.jspecify.annotations.Nullable;

/** A row that a task wrote. There is no unique key: what runs twice is seen. */
@Entity
@Table(name = "ledger_entry")
public class Entry {

    @Id
    @GeneratedValue
    private @Nullable Long id;

    @SuppressWarnings("unused") // Queries read it.
    private String account = "";

    /** For the persistence provider. */
    protected Entry() {}

    /** An entry of that account. */
    public Entry(String account) {
        this.account = account;
    }
}
