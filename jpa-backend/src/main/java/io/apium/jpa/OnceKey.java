package io.apium.jpa;

import java.io.Serializable;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** What tells the outcome of one call from all others. It is public for the persistence provider, which creates it. */
public class OnceKey implements Serializable {

    private static final long serialVersionUID = 1L;

    private String taskId;
    private String callKey;

    /** For the persistence provider, which fills the fields. */
    @SuppressWarnings("NullAway.Init")
    public OnceKey() {}

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof OnceKey key
                && Objects.equals(taskId, key.taskId)
                && Objects.equals(callKey, key.callKey);
    }

    @Override
    public int hashCode() {
        return Objects.hash(taskId, callKey);
    }
}
