package io.apium.it.canvas;

import io.apium.ejb.worker.TaskWorker;
import jakarta.ejb.ActivationConfigProperty;
import jakarta.ejb.MessageDriven;
import jakarta.jms.JMSDestinationDefinition;

/** Many sessions, so that members end at the same time. */
@JMSDestinationDefinition(
        name = "java:app/jms/" + CanvasWorker.QUEUE,
        interfaceName = "jakarta.jms.Queue",
        destinationName = CanvasWorker.QUEUE)
@MessageDriven(
        activationConfig = {
            @ActivationConfigProperty(
                    propertyName = "destinationLookup",
                    propertyValue = "java:app/jms/" + CanvasWorker.QUEUE),
            @ActivationConfigProperty(propertyName = "maxSession", propertyValue = "8"),
            @ActivationConfigProperty(propertyName = "endpointPoolMaxSize", propertyValue = "8")
        })
public class CanvasWorker extends TaskWorker {

    /** The queue. */
    public static final String QUEUE = "apium.canvas";
}
