package io.apium.ejb.cdi;

import io.apium.ejb.server.Jndi;
import jakarta.ejb.ActivationConfigProperty;
import jakarta.ejb.MessageDriven;
import jakarta.jms.JMSException;
import jakarta.jms.Queue;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * A worker, as its annotation declares it.
 *
 * @param name the name of its class
 * @param properties its activation properties
 */
record WorkerDeclaration(String name, List<ActivationConfigProperty> properties) {

    static WorkerDeclaration of(Class<?> worker, @Nullable MessageDriven annotation) {
        return new WorkerDeclaration(
                worker.getName(), annotation == null ? List.of() : List.of(annotation.activationConfig()));
    }

    /** {@return how long its transactions may take, if it says so} */
    Optional<Duration> transactionTimeout() {
        return property("transactionTimeout")
                .filter(seconds -> seconds.matches("[1-9]\\d{0,8}"))
                .map(seconds -> Duration.ofSeconds(Long.parseLong(seconds)));
    }

    /**
     * {@return the physical name of its queue, if it says so, as well as can be told}
     *
     * @param defined the queues that the deployment defines, by their JNDI names
     */
    Optional<String> queue(Map<String, String> defined) {
        return Stream.of("destinationLookup", "destination")
                .flatMap(property -> property(property).stream())
                .findFirst()
                .map(destination -> Optional.ofNullable(defined.get(destination))
                        .or(() -> lookUp(destination))
                        // Names in JNDI usually end with the queue's own.
                        .orElse(destination.substring(destination.lastIndexOf('/') + 1)));
    }

    private static Optional<String> lookUp(String destination) {
        return Jndi.find(Queue.class, destination).flatMap(queue -> {
            try {
                return Optional.of(queue.getQueueName());
            } catch (JMSException e) {
                return Optional.empty();
            }
        });
    }

    private Optional<String> property(String name) {
        return properties.stream()
                .filter(property -> property.propertyName().equals(name))
                .map(ActivationConfigProperty::propertyValue)
                .findFirst();
    }
}
