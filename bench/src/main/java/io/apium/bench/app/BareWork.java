package io.apium.bench.app;

import jakarta.annotation.Resource;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.jms.ConnectionFactory;
import jakarta.jms.JMSException;
import jakarta.jms.Message;

/** What a bare bean does with a message: as many inserts as Apium makes for the same work. */
@ApplicationScoped
public class BareWork {

    /** The property of a message that says how many rows are to be inserted. */
    static final String INSERTS = "inserts";

    /** The property of a message that says when it is due, for {@link Lateness}. */
    static final String DUE = "due";

    /** The queue of replies. */
    static final String REPLIES = "apium.bare.reply";

    @Inject
    Ledger ledger;

    @Resource
    ConnectionFactory connections;

    void execute(Message message) {
        try {
            var inserts = message.getIntProperty(INSERTS);
            var number = Integer.parseInt(message.getBody(String.class));
            for (int i = 0; i < inserts; i++) {
                ledger.insert(number);
            }
            if (message.propertyExists(DUE)) {
                Lateness.arrive(message.getLongProperty(DUE));
            }
            if (message.getJMSReplyTo() != null) {
                try (var context = connections.createContext()) {
                    context.createProducer().send(message.getJMSReplyTo(), message.getBody(String.class));
                }
            }
            Done.one();
        } catch (JMSException e) {
            throw new IllegalStateException(e);
        }
    }
}
