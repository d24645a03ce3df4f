package io.apium.jpa;

import jakarta.persistence.Column;
import jakarta.persistence.Convert;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.NamedQuery;
import jakarta.persistence.Table;
import java.time.Instant;

/** A row of {@code apium_duty}: when a node may next claim a duty. */
@Entity
@Table(name = "apium_duty")
@NamedQuery(name = DutyRow.EXISTS, query = "select d.name from DutyRow d where d.name = :name")
@NamedQuery(
        name = DutyRow.CLAIM,
        query = "update DutyRow d set d.dueAt = :next where d.name = :name and d.dueAt <= :now")
class DutyRow {

    static final String EXISTS = "DutyRow.exists";
    static final String CLAIM = "DutyRow.claim";

    @Id
    @Column(name = "name", updatable = false)
    private String name;

    @Column(name = "due_at")
    @Convert(converter = EpochMicros.class)
    private Instant dueAt;

    /** For the persistence provider, which fills the fields. */
    @SuppressWarnings("NullAway.Init")
    protected DutyRow() {}

    DutyRow(String name, Instant dueAt) {
        this.name = name;
        this.dueAt = dueAt;
    }
}
