package io.apium.it.execution;

import io.apium.ResultExpiry;
import io.apium.TaskContext;
import io.apium.TaskState;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.Optional;

/** Keeps results of tasks that say so in a header for a hundred days, and leaves the others alone. */
@ApplicationScoped
public class Archivist implements ResultExpiry {

    /** The header. */
    public static final String ARCHIVE = "archive";

    @Override
    public Optional<Duration> expires(TaskContext context, TaskState state) {
        return context.headers().containsKey(ARCHIVE) ? Optional.of(Duration.ofDays(100)) : Optional.empty();
    }
}
