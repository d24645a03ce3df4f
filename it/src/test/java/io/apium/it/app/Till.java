package io.apium.it.app;

import jakarta.ejb.Local;

/** A business interface. */
@Local
public interface Till {
    int add(int a, int b);
}
