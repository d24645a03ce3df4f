package io.apium.it.execution;

import io.apium.ejb.worker.TaskWorker;
import jakarta.ejb.ActivationConfigProperty;
import jakarta.ejb.MessageDriven;
import jakarta.jms.JMSDestinationDefinition;

/** The worker of tasks that run outside a transaction; two at a time, as the configuration says. */
@JMSDestinationDefinition(
        name = "java:app/jms/" + LeasedWorker.QUEUE,
        interfaceName = "jakarta.jms.Queue",
        destinationName = LeasedWorker.QUEUE)
@MessageDriven(
        activationConfig = {
            @ActivationConfigProperty(
                    propertyName = "destinationLookup",
                    propertyValue = "java:app/jms/" + LeasedWorker.QUEUE),
            @ActivationConfigProperty(propertyName = "maxSession", propertyValue = "2"),
            @ActivationConfigProperty(propertyName = "endpointPoolMaxSize", propertyValue = "2")
        })
public class LeasedWorker extends TaskWorker {

    /** The queue. */
    public static final String QUEUE = "apium.execution.leased";
}
