package io.apium.it.parked;

import io.apium.ejb.worker.TaskWorker;
import jakarta.ejb.ActivationConfigProperty;
import jakarta.ejb.MessageDriven;
import jakarta.jms.JMSDestinationDefinition;

/** The worker of what was parked. */
@JMSDestinationDefinition(
        name = "java:app/jms/" + ParkWorker.QUEUE,
        interfaceName = "jakarta.jms.Queue",
        destinationName = ParkWorker.QUEUE)
@MessageDriven(
        activationConfig = {
            @ActivationConfigProperty(
                    propertyName = "destinationLookup",
                    propertyValue = "java:app/jms/" + ParkWorker.QUEUE),
            @ActivationConfigProperty(propertyName = "maxSession", propertyValue = "8"),
            @ActivationConfigProperty(propertyName = "endpointPoolMaxSize", propertyValue = "8")
        })
public class ParkWorker extends TaskWorker {

    /** The queue. */
    public static final String QUEUE = "apium.park";
}
