package io.apium.it.app;

import io.apium.Task;
import io.apium.TaskClient;
import jakarta.ejb.EJB;
import jakarta.ejb.Stateless;
import jakarta.inject.Inject;

/** Tasks on a session bean without an interface. */
@Stateless
public class Desk {

    @Inject
    TaskClient tasks;

    @EJB
    Till till;

    @Task
    public int add(int a, int b) {
        return till.add(a, b);
    }

    @Task
    public void complain() {
        throw new IllegalArgumentException("closed");
    }
}
