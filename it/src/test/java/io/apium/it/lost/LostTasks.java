package io.apium.it.lost;

import io.apium.Task;
import jakarta.enterprise.context.ApplicationScoped;

/** A task for whose messages there is no queue. */
@ApplicationScoped
public class LostTasks {

    @Task(queue = "no.such.queue")
    public void wander() {}
}
