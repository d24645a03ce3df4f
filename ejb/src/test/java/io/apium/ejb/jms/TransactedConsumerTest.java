package io.apium.ejb.jms;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.messaging.OpenMqMessages;
import io.apium.spi.Transactions;
import jakarta.jms.JMSConsumer;
import jakarta.jms.JMSContext;
import jakarta.jms.JMSRuntimeException;
import jakarta.jms.Message;
import jakarta.jms.TextMessage;
import java.lang.reflect.InvocationHandler;
import java.lang.reflect.Proxy;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** When a consumer is closed. */
class TransactedConsumerTest {

    private static final Message OF_ANOTHER_BROKER = fake(TextMessage.class, (proxy, method, args) -> null);

    private final List<String> closed = new ArrayList<>();
    private final Current transaction = new Current();
    private @Nullable Message waiting;

    private TransactedConsumer open() {
        var consumer = fake(JMSConsumer.class, (proxy, method, args) -> switch (method.getName()) {
            case "receiveNoWait" -> waiting;
            case "close" -> closed.add("consumer");
            default -> throw new UnsupportedOperationException(method.getName());
        });
        var context = fake(JMSContext.class, (proxy, method, args) -> switch (method.getName()) {
            case "createConsumer" -> consumer;
            case "close" -> closed.add("context");
            default -> throw new UnsupportedOperationException(method.getName());
        });
        return TransactedConsumer.open(() -> context, any -> null, null, transaction);
    }

    @Test
    void isClosedBeforeTheTransactionEndsIfItHasTakenNothing() {
        var consumer = open();
        assertThat(consumer.receive()).isNull();
        consumer.close();

        assertThat(closed).containsExactly("consumer", "context");
    }

    @Test
    void isClosedBeforeTheTransactionEndsIfTheBrokerIsAnother() {
        waiting = OF_ANOTHER_BROKER;
        var consumer = open();
        assertThat(consumer.receive()).isSameAs(waiting);
        consumer.close();

        assertThat(closed).containsExactly("consumer", "context");
        assertThat(transaction.listeners).isEmpty();
    }

    @Test
    void ofOpenMqIsClosedOnceIfTheTransactionHasEndedFirst() {
        waiting = OpenMqMessages.make();
        var consumer = open();
        consumer.receive();
        consumer.receive();

        transaction.end();
        assertThat(closed).isEmpty();
        consumer.close();

        assertThat(closed).containsExactly("consumer", "context");
    }

    @Test
    void ofOpenMqIsClosedAtOnceIfItCannotBeTakenOutOfTheTransaction() {
        waiting = OpenMqMessages.make();
        var consumer = open();
        consumer.receive();

        // Such a context has no part in a transaction of Payara.
        consumer.close();
        assertThat(closed).containsExactly("consumer", "context");
        transaction.end();

        assertThat(closed).hasSize(2);
    }

    @Test
    void aContextWithoutAConsumerIsClosed() {
        var context = fake(JMSContext.class, (proxy, method, args) -> {
            if (method.getName().equals("createConsumer")) {
                throw new JMSRuntimeException("no queue");
            }
            return closed.add(method.getName());
        });

        assertThatThrownBy(() -> TransactedConsumer.open(() -> context, any -> null, null, transaction))
                .hasMessage("no queue");
        assertThat(closed).containsExactly("close");
    }

    private static <T> T fake(Class<T> type, InvocationHandler handler) {
        return type.cast(Proxy.newProxyInstance(type.getClassLoader(), new Class<?>[] {type}, handler));
    }

    /** A transaction that goes on until it is told to end. */
    private static final class Current implements Transactions {

        private final List<Consumer<Boolean>> listeners = new ArrayList<>();
        private Status status = Status.ACTIVE;

        void end() {
            status = Status.ENDED;
            listeners.forEach(listener -> listener.accept(false));
        }

        @Override
        public Optional<Object> current() {
            return Optional.of(this);
        }

        @Override
        public Status status() {
            return status;
        }

        @Override
        public void setRollbackOnly() {
            status = Status.ROLLBACK_ONLY;
        }

        @Override
        public void whenEnded(Consumer<Boolean> listener) {
            listeners.add(listener);
        }

        @Override
        public void inNew(Runnable work) {
            throw new UnsupportedOperationException();
        }

        @Override
        public <T> T outside(Supplier<T> work) {
            throw new UnsupportedOperationException();
        }
    }
}
