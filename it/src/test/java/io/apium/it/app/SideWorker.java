package io.apium.it.app;

import io.apium.ejb.worker.TaskWorker;
import jakarta.ejb.ActivationConfigProperty;
import jakarta.ejb.MessageDriven;
import jakarta.jms.JMSDestinationDefinition;

/** The worker of a queue that the application itself defines. */
@JMSDestinationDefinition(name = "java:app/jms/side", interfaceName = "jakarta.jms.Queue", destinationName = "side")
@MessageDriven(
        activationConfig =
                @ActivationConfigProperty(propertyName = "destinationLookup", propertyValue = "java:app/jms/side"))
public class SideWorker extends TaskWorker {}
