package io.apium.it.execution;

import jakarta.enterprise.context.RequestScoped;
import java.util.UUID;

/** One per request. */
@RequestScoped
public class Visit {

    private final String id = UUID.randomUUID().toString();

    public String id() {
        return id;
    }
}
