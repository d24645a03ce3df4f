package io.apium.it.takeover;

import io.apium.ejb.worker.TaskWorker;
import jakarta.ejb.ActivationConfigProperty;
import jakarta.ejb.MessageDriven;
import jakarta.jms.JMSDestinationDefinition;

/** The worker of tasks that say how the others are. */
@JMSDestinationDefinition(
        name = "java:app/jms/" + ControlWorker.QUEUE,
        interfaceName = "jakarta.jms.Queue",
        destinationName = ControlWorker.QUEUE)
@MessageDriven(
        activationConfig = {
            @ActivationConfigProperty(
                    propertyName = "destinationLookup",
                    propertyValue = "java:app/jms/" + ControlWorker.QUEUE),
            @ActivationConfigProperty(propertyName = "maxSession", propertyValue = "2"),
            @ActivationConfigProperty(propertyName = "endpointPoolMaxSize", propertyValue = "2")
        })
public class ControlWorker extends TaskWorker {

    /** The queue. */
    public static final String QUEUE = "apium.takeover.control";
}
