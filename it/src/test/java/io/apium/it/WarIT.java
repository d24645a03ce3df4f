package io.apium.it;

import org.jboss.arquillian.container.test.api.Deployment;
import org.jboss.arquillian.junit5.ArquillianExtension;
import org.jboss.shrinkwrap.api.Archive;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.extension.ExtendWith;

@Tag("core")
@ExtendWith(ArquillianExtension.class)
class WarIT extends TaskContract {

    @Deployment
    static Archive<?> application() {
        return Applications.war(WarIT.class);
    }
}
