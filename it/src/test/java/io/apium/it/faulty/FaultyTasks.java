package io.apium.it.faulty;

import io.apium.Task;
import jakarta.enterprise.context.ApplicationScoped;

/** Everything wrong at once. */
@ApplicationScoped
public class FaultyTasks {

    @Task(name = "twin")
    public void first() {}

    @Task(name = "twin")
    public void second() {}

    @Task(priority = 12)
    public void tooUrgent() {}

    @Task(expires = "five minutes")
    public void unreadable() {}

    @Task(queue = "no-such-queue")
    public void lost() {}

    @Task(queue = "fragile")
    public void givenUpTooSoon() {}

    @Task
    public void overloaded(int a) {}

    @Task
    public void overloaded(String a) {}
}
