package io.apium.jpa;

import java.io.Serializable;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** What tells a periodic task from all others. It is public for the persistence provider, which creates it. */
public class ScheduleKey implements Serializable {

    private static final long serialVersionUID = 1L;

    private String application;
    private String name;

    /** For the persistence provider, which fills the fields. */
    @SuppressWarnings("NullAway.Init")
    public ScheduleKey() {}

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof ScheduleKey key
                && Objects.equals(application, key.application)
                && Objects.equals(name, key.name);
    }

    @Override
    public int hashCode() {
        return Objects.hash(application, name);
    }
}
