package io.apium.it.execution;

import io.apium.ejb.worker.TaskWorker;
import jakarta.ejb.ActivationConfigProperty;
import jakarta.ejb.MessageDriven;
import jakarta.jms.JMSDestinationDefinition;

/** The worker of the tasks that name no other queue. */
@JMSDestinationDefinition(
        name = "java:app/jms/" + ExecutionWorker.QUEUE,
        interfaceName = "jakarta.jms.Queue",
        destinationName = ExecutionWorker.QUEUE)
@MessageDriven(
        activationConfig = {
            @ActivationConfigProperty(
                    propertyName = "destinationLookup",
                    propertyValue = "java:app/jms/" + ExecutionWorker.QUEUE),
            @ActivationConfigProperty(propertyName = "maxSession", propertyValue = "4"),
            @ActivationConfigProperty(propertyName = "endpointPoolMaxSize", propertyValue = "4")
        })
public class ExecutionWorker extends TaskWorker {

    /** The queue. */
    public static final String QUEUE = "apium.execution";
}
