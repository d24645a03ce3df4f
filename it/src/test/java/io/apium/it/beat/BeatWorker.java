package io.apium.it.beat;

import io.apium.ejb.worker.TaskWorker;
import jakarta.ejb.ActivationConfigProperty;
import jakarta.ejb.MessageDriven;

/** The worker of all tasks, on a queue that outlives the application. */
@MessageDriven(
        activationConfig = {
            @ActivationConfigProperty(propertyName = "destinationType", propertyValue = "jakarta.jms.Queue"),
            @ActivationConfigProperty(propertyName = "destination", propertyValue = "apium"),
            @ActivationConfigProperty(propertyName = "maxSession", propertyValue = "2"),
            @ActivationConfigProperty(propertyName = "endpointPoolMaxSize", propertyValue = "2")
        })
public class BeatWorker extends TaskWorker {}
