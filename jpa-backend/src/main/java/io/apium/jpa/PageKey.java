package io.apium.jpa;

import java.io.Serializable;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** What tells one page from all others. It is public for the persistence provider, which creates it. */
public class PageKey implements Serializable {

    private static final long serialVersionUID = 1L;

    private String id;
    private int pageNumber;

    /** For the persistence provider, which fills the fields. */
    @SuppressWarnings("NullAway.Init")
    public PageKey() {}

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof PageKey key && pageNumber == key.pageNumber && Objects.equals(id, key.id);
    }

    @Override
    public int hashCode() {
        return Objects.hash(id, pageNumber);
    }
}
