package io.apium.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.apium.MessageNotSentException;
import io.apium.TaskFailedException;
import io.apium.TaskState;
import io.apium.ejb.jms.JmsTaskClient;
import io.apium.it.app.Desk;
import io.apium.it.app.Ledger;
import io.apium.jpa.JpaResultStore;
import java.time.Duration;
import java.util.UUID;
import org.jboss.arquillian.container.test.api.Deployment;
import org.jboss.arquillian.container.test.api.RunAsClient;
import org.jboss.arquillian.junit5.ArquillianExtension;
import org.jboss.shrinkwrap.api.Archive;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** A plain Java program beside the server. */
@ExtendWith(ArquillianExtension.class)
@RunAsClient
class OutsideSenderIT {

    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private JpaResultStore results;
    private JmsTaskClient tasks;

    @Deployment(testable = false)
    static Archive<?> application() {
        return Applications.war(OutsideSenderIT.class);
    }

    @BeforeEach
    void connect() {
        results = JpaResultStore.open(TestSession.dataSource());
        tasks = JmsTaskClient.builder(TestServer.current().connections())
                .credentials(TestServer.current().user(), TestServer.current().password())
                .resultStore(results)
                .build();
    }

    @AfterEach
    void disconnect() {
        tasks.close();
        results.close();
    }

    @Test
    void sendsByReferenceAndReadsTheValue() {
        assertThat(tasks.signature(Desk::add, 20, 22).delay().get(PATIENCE)).isEqualTo(42);
    }

    @Test
    void sendsByNameAndReadsTheValue() {
        var account = UUID.randomUUID().toString();

        var value = tasks.signature("io.apium.it.app.Ledger.enter", account)
                .returning(String.class)
                .delay()
                .get(PATIENCE);

        assertThat(value).isEqualTo("entered " + account);
    }

    @Test
    void readsWhatTheWorkerSaysAboutArgumentsThatDoNotFit() {
        var result = tasks.signature("ledger.echo", "no list").delay();

        assertThatThrownBy(() -> result.get(PATIENCE))
                .isInstanceOf(TaskFailedException.class)
                .hasMessageContaining("argument 1 (java.util.List<io.apium.it.app.Order> orders)");
    }

    @Test
    void namesAQueueThatDoesNotExist() {
        var signature = tasks.signature(Ledger::enter, "x").set(o -> o.queue("no-where"));

        assertThatThrownBy(signature::delay)
                .isInstanceOf(MessageNotSentException.class)
                .hasMessageContaining("no-where");
    }

    @Test
    void hearsWhatHappensToATask() throws Exception {
        try (var context = TestServer.current()
                        .connections()
                        .createContext(
                                TestServer.current().user(),
                                TestServer.current().password());
                var consumer = context.createConsumer(context.createTopic("apium.events"))) {
            var result = tasks.signature(Desk::add, 20, 22).delay();

            // Many events may come in one message, and those of other tasks before it.
            var heard = "";
            while (!heard.contains(result.id())) {
                heard = consumer.receiveBody(String.class, PATIENCE.toMillis());
                assertThat(heard).as("an event of task " + result.id()).isNotNull();
            }
            assertThat(heard).contains("\"id\":\"" + result.id() + "\"", "\"state\":\"SUCCESS\"");
            // It is told after the commit.
            assertThat(result.state()).isEqualTo(TaskState.SUCCESS);
        }
    }
}
