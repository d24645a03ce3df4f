package io.apium.ejb.cdi;

import static org.assertj.core.api.Assertions.assertThat;

import io.apium.ejb.server.ServerStart;
import io.apium.spi.DeploymentCheck;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.Executors;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.logging.Handler;
import java.util.logging.Level;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import javax.management.JMException;
import javax.management.MBeanServer;
import javax.management.MBeanServerFactory;
import javax.management.ObjectName;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What becomes of checks that cannot tell yet. */
class DeploymentChecksTest {

    /** What WildFly tells of itself. */
    public interface StateMBean {

        /** {@return whether it is starting} */
        String getProcessState();
    }

    /** A server that starts until it is told that it has. */
    public static final class State implements StateMBean {

        private volatile String processState = "starting";

        @Override
        public String getProcessState() {
            return processState;
        }
    }

    private final BlockingQueue<LogRecord> log = new LinkedBlockingQueue<>();
    private final Handler listener = new Handler() {
        @Override
        public void publish(LogRecord logged) {
            log.add(logged);
        }

        @Override
        public void flush() {}

        @Override
        public void close() {}
    };

    private final State server = new State();
    private final MBeanServer beans = MBeanServerFactory.newMBeanServer();
    private final ServerStart start = new ServerStart(beans);
    private final ScheduledExecutorService scheduler = Executors.newSingleThreadScheduledExecutor();

    private final DeploymentCheck early = findings -> findings.warning("early");
    private final DeploymentCheck late = findings -> {
        if (start.isGoingOn()) {
            findings.warning("known");
            findings.notYet();
        } else {
            findings.warning("known");
            findings.warning("late warning");
            findings.error("late error");
        }
    };
    private final DeploymentChecks checks = new DeploymentChecks(List.of(early, late));

    @BeforeEach
    void listen() throws JMException {
        beans.registerMBean(server, new ObjectName("jboss.root:type=state"));
        Logger.getLogger("io.apium.deployment").addHandler(listener);
    }

    @AfterEach
    void stop() {
        Logger.getLogger("io.apium.deployment").removeHandler(listener);
        scheduler.shutdownNow();
    }

    @Test
    void theyAreMadeWhenTheServerHasStartedAndTellWhatIsNewInOneMessage() throws InterruptedException {
        assertThat(checks.make(start)).isEmpty();
        assertThat(log.remove().getMessage()).contains("APIUM0501", "- early", "- known");

        checks.makePostponed(start, scheduler);
        assertThat(log).isEmpty();
        server.processState = "ok";

        var logged = log.poll(1, TimeUnit.MINUTES);
        assertThat(logged).isNotNull();
        assertThat(logged.getLevel()).isEqualTo(Level.SEVERE);
        assertThat(logged.getMessage())
                .contains("APIUM0502", "- late error", "- late warning")
                .doesNotContain("- early", "- known");
        assertThat(log).isEmpty();
    }

    @Test
    void onAServerThatRunsTheyAreMadeOnce() {
        server.processState = "ok";

        assertThat(checks.make(start)).containsExactly("late error");
        log.clear();
        checks.makePostponed(start, scheduler);

        assertThat(log).isEmpty();
    }
}
