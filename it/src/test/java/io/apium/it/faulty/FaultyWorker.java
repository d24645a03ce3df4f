package io.apium.it.faulty;

import io.apium.Task;
import io.apium.ejb.worker.TaskWorker;
import jakarta.ejb.ActivationConfigProperty;
import jakarta.ejb.MessageDriven;
import jakarta.enterprise.context.ApplicationScoped;

/** A worker whose transactions end before its task does. */
@MessageDriven(
        activationConfig = {
            @ActivationConfigProperty(propertyName = "destinationType", propertyValue = "jakarta.jms.Queue"),
            @ActivationConfigProperty(propertyName = "destination", propertyValue = "apium"),
            @ActivationConfigProperty(propertyName = "transactionTimeout", propertyValue = "60")
        })
public class FaultyWorker extends TaskWorker {

    /** What it works off. */
    @ApplicationScoped
    public static class Tasks {

        @Task(timeLimit = "PT1M")
        public void longerThanItsTransaction() {}
    }
}
