package io.apium.bench.app;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;

/** A row that some work writes. */
@Entity
@Table(name = "bench_entry")
public class Entry {

    @Id
    @Column(length = 36)
    String id;

    int number;

    String text;

    /** For the persistence provider. */
    @SuppressWarnings("NullAway")
    protected Entry() {
        this("", 0, "");
    }

    Entry(String id, int number, String text) {
        this.id = id;
        this.number = number;
        this.text = text;
    }
}
