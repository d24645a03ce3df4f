package io.apium.it.execution;

import io.apium.ejb.worker.TaskWorker;
import jakarta.ejb.ActivationConfigProperty;
import jakarta.ejb.MessageDriven;
import jakarta.jms.JMSDestinationDefinition;

/** The worker of tasks that share transactions. */
@JMSDestinationDefinition(
        name = "java:app/jms/" + BatchWorker.QUEUE,
        interfaceName = "jakarta.jms.Queue",
        destinationName = BatchWorker.QUEUE)
@MessageDriven(
        activationConfig = {
            @ActivationConfigProperty(
                    propertyName = "destinationLookup",
                    propertyValue = "java:app/jms/" + BatchWorker.QUEUE),
            @ActivationConfigProperty(propertyName = "maxSession", propertyValue = "2"),
            @ActivationConfigProperty(propertyName = "endpointPoolMaxSize", propertyValue = "2")
        })
public class BatchWorker extends TaskWorker {

    /** The queue. */
    public static final String QUEUE = "apium.execution.batch";
}
