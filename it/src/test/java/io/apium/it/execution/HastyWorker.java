package io.apium.it.execution;

import io.apium.ejb.worker.TaskWorker;
import jakarta.ejb.ActivationConfigProperty;
import jakarta.ejb.MessageDriven;
import jakarta.jms.JMSDestinationDefinition;

/** A worker whose transactions may last two seconds. */
@JMSDestinationDefinition(
        name = "java:app/jms/" + HastyWorker.QUEUE,
        interfaceName = "jakarta.jms.Queue",
        destinationName = HastyWorker.QUEUE)
@MessageDriven(
        activationConfig = {
            @ActivationConfigProperty(
                    propertyName = "destinationLookup",
                    propertyValue = "java:app/jms/" + HastyWorker.QUEUE),
            @ActivationConfigProperty(propertyName = "maxSession", propertyValue = "2"),
            @ActivationConfigProperty(propertyName = "endpointPoolMaxSize", propertyValue = "2"),
            @ActivationConfigProperty(propertyName = "transactionTimeout", propertyValue = "2")
        })
public class HastyWorker extends TaskWorker {

    /** The queue. */
    public static final String QUEUE = "apium.execution.hasty";
}
