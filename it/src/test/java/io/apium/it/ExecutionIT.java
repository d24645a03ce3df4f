package io.apium.it;

import org.jboss.arquillian.container.test.api.Deployment;
import org.jboss.arquillian.junit5.ArquillianExtension;
import org.jboss.shrinkwrap.api.Archive;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(ArquillianExtension.class)
class ExecutionIT extends ExecutionContract {

    @Deployment
    static Archive<?> application() {
        return Applications.execution(ExecutionIT.class, TestServer.current().postgres());
    }
}
