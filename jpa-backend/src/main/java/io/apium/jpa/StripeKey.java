package io.apium.jpa;

import java.io.Serializable;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** What tells one counter of a join from all others. It is public for the persistence provider, which creates it. */
public class StripeKey implements Serializable {

    private static final long serialVersionUID = 1L;

    private String id;
    private int stripe;

    /** For the persistence provider, which fills the fields. */
    @SuppressWarnings("NullAway.Init")
    public StripeKey() {}

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof StripeKey key && stripe == key.stripe && Objects.equals(id, key.id);
    }

    @Override
    public int hashCode() {
        return Objects.hash(id, stripe);
    }
}
