package io.apium.it;

import org.jboss.arquillian.container.test.api.Deployment;
import org.jboss.arquillian.junit5.ArquillianExtension;
import org.jboss.shrinkwrap.api.Archive;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(ArquillianExtension.class)
class ExecutionOnH2IT extends ExecutionContract {

    @Deployment
    static Archive<?> application() {
        return Applications.execution(
                ExecutionOnH2IT.class, TestServer.current().h2());
    }
}
