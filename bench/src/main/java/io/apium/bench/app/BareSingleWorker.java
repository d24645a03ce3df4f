package io.apium.bench.app;

import jakarta.ejb.ActivationConfigProperty;
import jakarta.ejb.MessageDriven;
import jakarta.inject.Inject;
import jakarta.jms.Message;
import jakarta.jms.MessageListener;

/** What can be had without Apium: a message, a transaction. */
@MessageDriven(
        activationConfig = {
            @ActivationConfigProperty(propertyName = "destinationType", propertyValue = "jakarta.jms.Queue"),
            @ActivationConfigProperty(propertyName = "destination", propertyValue = "apium.bare.single")
        })
public class BareSingleWorker implements MessageListener {

    @Inject
    BareWork work;

    @Override
    public void onMessage(Message message) {
        work.execute(message);
    }
}
