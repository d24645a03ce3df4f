package io.apium.ejb.cdi;

import io.apium.ejb.server.PayaraCheck;
import io.apium.ejb.server.ServerStart;
import io.apium.ejb.server.WildFlyCheck;
import io.apium.engine.EngineSettings;
import io.apium.spi.DeploymentCheck;
import java.lang.management.ManagementFactory;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/**
 * Has everything checked that a deployment needs: when it is deployed, and what could not be told then because the server was
 * still starting, once more when the server runs.
 */
final class DeploymentChecks {

    private final List<DeploymentCheck> checks;
    private final Set<String> known = new HashSet<>();
    private volatile List<DeploymentCheck> postponed = List.of();

    DeploymentChecks(List<DeploymentCheck> checks) {
        this.checks = checks;
    }

    /**
     * {@return checks of the server, of its broker, and others}
     *
     * @param queues the one of the queues
     */
    static DeploymentChecks of(QueueCheck queues, EngineSettings settings, Stream<DeploymentCheck> others) {
        var wildFly = new WildFlyCheck(
                ManagementFactory.getPlatformMBeanServer(),
                queues.served(),
                settings.deadLetters().maxDeliveries());
        var server = Stream.concat(Stream.of(queues, wildFly), PayaraCheck.ofThisServer().stream());
        return new DeploymentChecks(Stream.concat(server, others).toList());
    }

    /** Makes all checks, and logs what is to be warned of. {@return what the deployment is to be refused for} */
    List<String> make(ServerStart start) {
        var findings = findings(checks);
        findings.logWarnings();
        if (start.isGoingOn()) {
            postponed = findings.postponed();
        }
        return findings.errors();
    }

    /** Makes those that could not tell yet, as soon as the server has started. Until then it is looked for. */
    @SuppressWarnings("FutureReturnValueIgnored") // What fails in a check is among what it has found.
    void makePostponed(ServerStart start, ScheduledExecutorService scheduler) {
        if (postponed.isEmpty()) {
            return;
        }
        if (start.isGoingOn()) {
            scheduler.schedule(() -> makePostponed(start, scheduler), 1, TimeUnit.SECONDS);
        } else {
            findings(postponed).log();
            postponed = List.of();
        }
    }

    private DeploymentFindings findings(List<DeploymentCheck> checks) {
        var findings = new DeploymentFindings(known);
        checks.forEach(findings::addFrom);
        return findings;
    }
}
