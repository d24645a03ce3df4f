package io.apium.demo.concordance;

import io.apium.ejb.worker.TaskWorker;
import jakarta.ejb.ActivationConfigProperty;
import jakarta.ejb.MessageDriven;
import jakarta.jms.JMSDestinationDefinition;

/**
 * Works off the queue of this application, eight tasks at a time. The number is a property of the server's resource adapter,
 * and each server has its own name for it.
 */
@JMSDestinationDefinition(
        name = "java:app/jms/" + Concordance.QUEUE,
        interfaceName = "jakarta.jms.Queue",
        destinationName = Concordance.QUEUE)
@MessageDriven(
        activationConfig = {
            @ActivationConfigProperty(
                    propertyName = "destinationLookup",
                    propertyValue = "java:app/jms/" + Concordance.QUEUE),
            @ActivationConfigProperty(propertyName = "maxSession", propertyValue = "8"),
            @ActivationConfigProperty(propertyName = "endpointPoolMaxSize", propertyValue = "8")
        })
public class ConcordanceWorker extends TaskWorker {}
