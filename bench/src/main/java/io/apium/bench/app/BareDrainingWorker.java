package io.apium.bench.app;

import jakarta.annotation.Resource;
import jakarta.ejb.ActivationConfigProperty;
import jakarta.ejb.MessageDriven;
import jakarta.inject.Inject;
import jakarta.jms.ConnectionFactory;
import jakarta.jms.JMSException;
import jakarta.jms.Message;
import jakarta.jms.MessageListener;

/** What can be had without Apium by somebody who takes pains: more messages of the queue in the same transaction. */
@MessageDriven(
        activationConfig = {
            @ActivationConfigProperty(propertyName = "destinationType", propertyValue = "jakarta.jms.Queue"),
            @ActivationConfigProperty(propertyName = "destination", propertyValue = "apium.bare.draining")
        })
public class BareDrainingWorker implements MessageListener {

    /** As many as Apium takes if nothing is set. */
    private static final int BATCH = 50;

    @Inject
    BareWork work;

    @Resource
    ConnectionFactory connections;

    @Override
    public void onMessage(Message first) {
        work.execute(first);
        try (var context = connections.createContext();
                var consumer = context.createConsumer(first.getJMSDestination())) {
            for (int i = 1; i < BATCH; i++) {
                var message = consumer.receiveNoWait();
                if (message == null) {
                    return;
                }
                work.execute(message);
            }
        } catch (JMSException e) {
            throw new IllegalStateException(e);
        }
    }
}
