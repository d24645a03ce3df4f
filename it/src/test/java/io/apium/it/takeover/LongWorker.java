package io.apium.it.takeover;

import io.apium.ejb.worker.TaskWorker;
import jakarta.ejb.ActivationConfigProperty;
import jakarta.ejb.MessageDriven;
import jakarta.jms.JMSDestinationDefinition;

/** The worker of tasks that run long. */
@JMSDestinationDefinition(
        name = "java:app/jms/" + LongWorker.QUEUE,
        interfaceName = "jakarta.jms.Queue",
        destinationName = LongWorker.QUEUE)
@MessageDriven(
        activationConfig = {
            @ActivationConfigProperty(
                    propertyName = "destinationLookup",
                    propertyValue = "java:app/jms/" + LongWorker.QUEUE),
            @ActivationConfigProperty(propertyName = "maxSession", propertyValue = "2"),
            @ActivationConfigProperty(propertyName = "endpointPoolMaxSize", propertyValue = "2")
        })
public class LongWorker extends TaskWorker {

    /** The queue. */
    public static final String QUEUE = "apium.takeover.long";
}
