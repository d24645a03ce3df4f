package io.apium.it.library;

import io.apium.Task;
import jakarta.enterprise.context.ApplicationScoped;

/** A task in a jar of its own. */
@ApplicationScoped
public class Archive {

    @Task
    public String find(String title) {
        return "found " + title;
    }
}
