package io.apium.jpa;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.IdClass;
import jakarta.persistence.NamedQuery;
import jakarta.persistence.Table;

/** A row of {@code apium_join_stripe}: one of several counters of a join. */
@Entity
@IdClass(StripeKey.class)
@Table(name = "apium_join_stripe")
@NamedQuery(
        name = StripeRow.COUNT_DOWN,
        query = "update StripeRow s set s.remaining = s.remaining - :number"
                + " where s.id = :id and s.stripe = :stripe and s.remaining > :number")
@NamedQuery(
        name = StripeRow.EMPTY,
        query = "update StripeRow s set s.remaining = 0"
                + " where s.id = :id and s.stripe = :stripe and s.remaining = :number")
@NamedQuery(
        name = StripeRow.COUNT_UP,
        query = "update StripeRow s set s.remaining = s.remaining + 1"
                + " where s.id = :id and s.stripe = :stripe and s.remaining > 0")
@NamedQuery(
        name = StripeRow.REFILL,
        query = "update StripeRow s set s.remaining = 1"
                + " where s.id = :id and s.stripe = :stripe and s.remaining = 0")
@NamedQuery(
        name = StripeRow.DELETE,
        query = "delete from StripeRow s where s.id in :ids"
                + " and not exists (select j.id from JoinRow j where j.id = s.id)")
class StripeRow {

    static final String COUNT_DOWN = "StripeRow.countDown";
    static final String EMPTY = "StripeRow.empty";
    static final String COUNT_UP = "StripeRow.countUp";
    static final String REFILL = "StripeRow.refill";
    static final String DELETE = "StripeRow.delete";

    @Id
    @Column(name = "id", updatable = false)
    private String id;

    @Id
    @Column(name = "stripe", updatable = false)
    private int stripe;

    @Column(name = "remaining")
    private int remaining;

    /** For the persistence provider, which fills the fields. */
    @SuppressWarnings("NullAway.Init")
    protected StripeRow() {}

    StripeRow(String id, int stripe, int remaining) {
        this.id = id;
        this.stripe = stripe;
        this.remaining = remaining;
    }
}
