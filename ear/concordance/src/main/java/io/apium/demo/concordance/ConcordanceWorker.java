package io.apium.demo.concordance;

import io.apium.ejb.worker.TaskWorker;
import jakarta.ejb.ActivationConfigProperty;
import jakarta.ejb.MessageDriven;

/** Works off the queue of this application, eight tasks at a time. */
@MessageDriven(
        activationConfig = {
            @ActivationConfigProperty(
                    propertyName = "destinationLookup",
                    propertyValue = "java:/jms/queue/apium.concordance"),
            @ActivationConfigProperty(propertyName = "maxSession", propertyValue = "8")
        })
public class ConcordanceWorker extends TaskWorker {}
