package io.apium.it.app;

import io.apium.TaskClient;
import io.apium.TaskContext;
import jakarta.enterprise.context.SessionScoped;
import jakarta.inject.Inject;
import java.io.Serializable;

/** A bean that the container may write to disk, as those behind web pages are: it can hold what Apium gives. */
@SessionScoped
public class Backing implements Serializable {

    private static final long serialVersionUID = 1L;

    @Inject
    TaskClient tasks;

    @Inject
    TaskContext context;
}
