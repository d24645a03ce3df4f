package io.apium.engine.beat;

import io.apium.engine.message.MessageCodec;
import io.apium.engine.message.TaskIdentity;
import io.apium.spi.Broker;
import io.apium.spi.IncomingMessage;
import io.apium.spi.OutgoingMessage;
import io.apium.spi.ParkedMessage;
import io.apium.spi.ParkedStore;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Consumer;

/**
 * Parks messages that are to be held back for long, in the sender's transaction, so that they cost the broker nothing and can be
 * found and changed meanwhile. Sends all others by another broker. Thread-safe.
 */
public final class ParkingBroker implements Broker {

    private final Broker broker;
    private final ParkedStore parked;
    private final Duration parkAfter;
    private final Clock clock;
    private final MessageCodec codec;

    /**
     * Creates a broker.
     *
     * @param broker sends what is not parked
     * @param parkAfter what is to be held back for longer is parked
     */
    public ParkingBroker(Broker broker, ParkedStore parked, Duration parkAfter, Clock clock, MessageCodec codec) {
        this.broker = broker;
        this.parked = parked;
        this.parkAfter = parkAfter;
        this.clock = clock;
        this.codec = codec;
    }

    @Override
    public void send(List<OutgoingMessage> messages) {
        broker.send(withoutParked(messages));
    }

    @Override
    public void sendPart(List<OutgoingMessage> messages) {
        broker.sendPart(withoutParked(messages));
    }

    @Override
    public void requireQueue(String queue) {
        broker.requireQueue(queue);
    }

    @Override
    public boolean endsWithThisProcess() {
        return broker.endsWithThisProcess();
    }

    @Override
    public boolean receive(String queue, Map<String, String> having, Consumer<IncomingMessage> work) {
        return broker.receive(queue, having, work);
    }

    private List<OutgoingMessage> withoutParked(List<OutgoingMessage> messages) {
        if (messages.stream().noneMatch(this::isParked)) {
            return messages;
        }
        messages.stream().filter(this::isParked).forEach(this::park);
        return messages.stream().filter(message -> !isParked(message)).toList();
    }

    private boolean isParked(OutgoingMessage message) {
        return message.delay().compareTo(parkAfter) > 0;
    }

    private void park(OutgoingMessage message) {
        broker.requireQueue(message.queue());
        var now = clock.instant();
        var task = codec.findIdentity(message.properties())
                .orElseThrow(() -> new IllegalStateException("A message that is held back is a task's"));
        parked.insert(new ParkedMessage(entry(message, task, now), message));
    }

    private static ParkedMessage.Entry entry(OutgoingMessage message, TaskIdentity task, Instant now) {
        return new ParkedMessage.Entry(
                UUID.randomUUID().toString(),
                task.id(),
                task.task(),
                task.attempt(),
                message.queue(),
                now.plus(message.delay()),
                now,
                message.body().length());
    }
}
