package io.apium.engine.execute;

import static org.assertj.core.api.Assertions.assertThat;

import io.apium.Task;
import io.apium.engine.Laptop;
import java.time.Duration;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What a node says of other servers whose transactions have the same name as its own server's. */
class IntroductionTest {

    static class Desk {

        @Task
        void write() {}
    }

    private static final String SAME = "have the same name, 'laptop'";
    private static final Duration TIMEOUT = Duration.ofSeconds(10);

    private final Laptop laptop = new Laptop();
    private final FailureLogTest.Log log = new FailureLogTest.Log();

    @BeforeEach
    void listen() {
        laptop.add(new Desk());
        Logger.getLogger("io.apium.worker").addHandler(log);
    }

    @AfterEach
    void close() {
        Logger.getLogger("io.apium.worker").removeHandler(log);
        laptop.close();
    }

    private void otherServer(String id, String transactionNode) {
        laptop.stores().nodes().heartbeat(id, "shop@" + id);
        laptop.stores().nodes().introduce(id, "jvm of " + id, transactionNode, TIMEOUT);
    }

    private void waitForIntroduction() {
        laptop.tick();
        laptop.clock().advance(TIMEOUT);
    }

    @Test
    void twoServersWithOneNameAreTold() {
        waitForIntroduction();
        otherServer("a", "laptop");
        otherServer("b", "other");
        laptop.tick();
        laptop.tick();

        assertThat(log.records())
                .filteredOn(record -> record.getMessage().contains(SAME))
                .singleElement()
                .satisfies(record -> {
                    assertThat(record.getLevel()).isEqualTo(Level.SEVERE);
                    assertThat(record.getMessage()).contains("'shop@a'").doesNotContain("shop@b");
                });
    }

    @Test
    void whatACrashHasLeftIsNoOtherServer() {
        otherServer("before", "laptop");
        waitForIntroduction();
        laptop.tick();

        assertThat(log.records()).noneMatch(record -> record.getMessage().contains(SAME));
    }
}
