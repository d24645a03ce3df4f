package io.apium.it.faulty;

import io.apium.Execution;
import io.apium.Task;
import jakarta.enterprise.context.ApplicationScoped;

/** Times that cannot be, and what cannot be together. */
@ApplicationScoped
public class FaultyLimits {

    @Task(timeLimit = "-PT1S")
    public void overBeforeItBegins() {}

    @Task(softTimeLimit = "PT20S", timeLimit = "PT10S")
    public void askedTooLate() {}

    @Task(retryDelay = "soon")
    public void impatient() {}

    @Task(batchable = true, execution = Execution.AT_LEAST_ONCE)
    public void sociable() {}

    @Task(maxRetries = -2)
    public void negative() {}
}
