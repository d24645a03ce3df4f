package io.apium.it.app;

import io.apium.Task;
import jakarta.ejb.Stateless;

/** A task on a session bean that is seen through its business interface only. */
@Stateless
public class TillBean implements Till {

    @Override
    @Task(name = "till.add")
    public int add(int a, int b) {
        return a + b;
    }
}
