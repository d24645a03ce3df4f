package io.apium.it.late;

import io.apium.Task;
import jakarta.enterprise.context.ApplicationScoped;

/** Tasks of queues that are in order when they are deployed, and not any more when their server is started again. */
@ApplicationScoped
public class LateTasks {

    public static final String REMOVED = "late.removed";
    public static final String SPOILT = "late.spoilt";

    @Task(queue = REMOVED)
    public void lost() {}

    @Task(queue = SPOILT)
    public void givenUpTooSoon() {}
}
