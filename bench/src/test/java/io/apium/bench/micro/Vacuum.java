package io.apium.bench.micro;

import io.apium.Delivery;
import io.apium.spi.Broker;
import io.apium.spi.IncomingMessage;
import io.apium.spi.JoinStore;
import io.apium.spi.LeaseStore;
import io.apium.spi.NodeStore;
import io.apium.spi.OnceStore;
import io.apium.spi.OutgoingMessage;
import io.apium.spi.ParkedStore;
import io.apium.spi.ResultStore;
import io.apium.spi.ScheduleStore;
import io.apium.spi.StoredResult;
import io.apium.spi.Stores;
import io.apium.spi.Transactions;
import io.apium.spi.WorkflowStore;
import java.lang.reflect.Proxy;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Supplier;

/** A server that costs nothing: it keeps the last message and the last result. For one thread. */
final class Vacuum implements Broker, Transactions {

    private final List<Consumer<Boolean>> listeners = new ArrayList<>();
    private OutgoingMessage sent;
    private StoredResult stored;

    /** Ends the transaction. */
    void commit() {
        listeners.forEach(listener -> listener.accept(true));
        listeners.clear();
    }

    StoredResult stored() {
        return stored;
    }

    /** {@return the last message, as it comes to a worker for the first time} */
    IncomingMessage sent() {
        return new Arrived(sent, Instant.MAX);
    }

    Stores stores() {
        return new Stores(
                unused(ResultStore.class),
                unused(LeaseStore.class),
                unused(NodeStore.class),
                unused(OnceStore.class),
                unused(JoinStore.class),
                unused(WorkflowStore.class),
                unused(ScheduleStore.class),
                unused(ParkedStore.class));
    }

    /** A store that keeps what is inserted, and is asked for nothing else. */
    private <T> T unused(Class<T> type) {
        return type.cast(Proxy.newProxyInstance(type.getClassLoader(), new Class<?>[] {type}, (proxy, method, args) -> {
            if (args != null && args[0] instanceof StoredResult result) {
                stored = result;
                return null;
            }
            if (method.getName().equals("revocations")) {
                return List.of();
            }
            throw new UnsupportedOperationException(method.toString());
        }));
    }

    @Override
    public void send(List<OutgoingMessage> messages) {
        sent = messages.get(messages.size() - 1);
    }

    @Override
    public void requireQueue(String queue) {
        // There are all.
    }

    @Override
    public boolean receive(String queue, Map<String, String> having, Consumer<IncomingMessage> work) {
        return false;
    }

    @Override
    public Optional<Object> current() {
        return Optional.of(this);
    }

    @Override
    public Status status() {
        return Status.ACTIVE;
    }

    @Override
    public void setRollbackOnly() {
        throw new IllegalStateException("A task has failed");
    }

    @Override
    public void whenEnded(Consumer<Boolean> listener) {
        listeners.add(listener);
    }

    @Override
    public void inNew(Runnable work) {
        work.run();
    }

    @Override
    public <T> T outside(Supplier<T> work) {
        return work.get();
    }

    private record Arrived(OutgoingMessage message, Instant sentAt) implements IncomingMessage {

        @Override
        public Map<String, Object> properties() {
            return message.properties();
        }

        @Override
        public String body() {
            return message.body();
        }

        @Override
        public Delivery delivery() {
            return new Delivery(message.queue(), 4, 1);
        }

        @Override
        public void forward(String queue, Map<String, String> properties) {
            throw new UnsupportedOperationException();
        }
    }
}
