package io.apium.it.execution;

import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.util.UUID;

/** A row that a task wrote. The account is no key: what runs twice is seen. */
@Entity
@Table(name = "execution_note")
public class Note {

    @Id
    @SuppressWarnings("unused") // The database needs it.
    private String id = "";

    private String account = "";

    private String transactionKey = "";

    protected Note() {}

    Note(String account, String transactionKey) {
        this.id = UUID.randomUUID().toString();
        this.account = account;
        this.transactionKey = transactionKey;
    }

    /** {@return what the row is about} */
    public String account() {
        return account;
    }

    /** {@return the transaction that wrote it} */
    public String transactionKey() {
        return transactionKey;
    }
}
