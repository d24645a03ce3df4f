package io.apium.jpa;

import java.io.Serializable;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** What tells one execution of a task from all others. It is public for the persistence provider, which creates it. */
public class ExecutionKey implements Serializable {

    private static final long serialVersionUID = 1L;

    private String id;
    private int attempt;

    /** For the persistence provider, which fills the fields. */
    @SuppressWarnings("NullAway.Init")
    public ExecutionKey() {}

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof ExecutionKey key && attempt == key.attempt && Objects.equals(id, key.id);
    }

    @Override
    public int hashCode() {
        return Objects.hash(id, attempt);
    }
}
