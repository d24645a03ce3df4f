package io.apium.it.count;

import io.apium.ejb.worker.TaskWorker;
import jakarta.ejb.ActivationConfigProperty;
import jakarta.ejb.MessageDriven;
import jakarta.jms.JMSDestinationDefinition;

/** One task after the other. */
@JMSDestinationDefinition(
        name = "java:app/jms/" + CountWorker.QUEUE,
        interfaceName = "jakarta.jms.Queue",
        destinationName = CountWorker.QUEUE)
@MessageDriven(
        activationConfig = {
            @ActivationConfigProperty(
                    propertyName = "destinationLookup",
                    propertyValue = "java:app/jms/" + CountWorker.QUEUE),
            @ActivationConfigProperty(propertyName = "maxSession", propertyValue = "1"),
            @ActivationConfigProperty(propertyName = "endpointPoolMaxSize", propertyValue = "1")
        })
public class CountWorker extends TaskWorker {

    /** The queue. */
    public static final String QUEUE = "apium.count";
}
