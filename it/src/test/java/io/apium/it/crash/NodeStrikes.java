package io.apium.it.crash;

import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Deque;
import java.util.List;
import java.util.Random;

/** Kills servers: at each point once, in random order, and in between at any moment; then all over again. */
final class NodeStrikes implements Strikes {

    private static final Duration PATIENCE = Duration.ofMinutes(3);

    /** How often a round strikes at any moment. */
    private static final int RANDOM_MOMENTS = 5;

    private static final int ENOUGH_LEASES = 4;
    private static final int MOST_MILLIS_OF_LIFE = 6000;

    private final List<Node> nodes;
    private final Workload workload;
    private final Witness witness;
    private final Random random;
    private final List<Point> points;
    private final Deque<Point> plan = new ArrayDeque<>();

    NodeStrikes(List<Node> nodes, Workload workload, Witness witness, List<Point> points, Random random) {
        this.nodes = nodes;
        this.workload = workload;
        this.witness = witness;
        this.random = random;
        this.points = points.isEmpty() ? all() : points;
    }

    @Override
    public Blow next() throws Exception {
        if (plan.isEmpty()) {
            var round = new ArrayList<>(points);
            Collections.shuffle(round, random);
            plan.addAll(round);
        }
        var point = plan.remove();
        var victim = nodes.get(random.nextInt(nodes.size()));
        return switch (point.when()) {
            case ANY -> atAnyMoment(victim);
            case UNDER_LOAD -> at(victim, point);
            case ANY_OF_RECOVERY -> again(victim);
            case IN_RECOVERY -> inRecovery(victim, point);
        };
    }

    private static List<Point> all() {
        var all = new ArrayList<>(List.of(Point.values()));
        all.addAll(Collections.nCopies(RANDOM_MOMENTS - 1, Point.ANY_MOMENT));
        return all;
    }

    private Blow atAnyMoment(Node victim) throws Exception {
        killUnderLoad(victim);
        return restart(victim, Point.ANY_MOMENT, 1, List.of(victim));
    }

    private Blow at(Node victim, Point point) throws Exception {
        workload.during(() -> {
            victim.arm(point, 1 + random.nextInt(point.mostPassages()));
            return awaitHit(victim, point);
        });
        return restart(victim, point, 1, List.of(victim));
    }

    private Blow again(Node victim) throws Exception {
        killUnderLoad(victim);
        // Some servers recover while they start, others when they are up.
        var start = victim.lastStart();
        var life =
                start.dividedBy(2).plusMillis(random.nextLong(start.dividedBy(2).toMillis() + MOST_MILLIS_OF_LIFE));
        if (!victim.startToDieAfter(life, PATIENCE)) {
            throw new IllegalStateException("Node " + victim.name() + " did not die after " + life);
        }
        return restart(victim, Point.ANY_MOMENT_OF_RECOVERY, 2, List.of(victim));
    }

    /** The leases of the victim are taken over by the other node, or by the victim itself in its next life. */
    private Blow inRecovery(Node victim, Point point) throws Exception {
        var heir = nodes.stream().filter(node -> node != victim).findFirst().orElse(victim);
        workload.during(() -> {
            witness.awaitLeases(ENOUGH_LEASES);
            victim.host().kill();
            return victim;
        });
        heir.arm(point, 1);
        if (heir == victim) {
            victim.start();
        }
        awaitHit(heir, point);
        return restart(heir, point, 2, heir == victim ? List.of(victim) : List.of(victim, heir));
    }

    private void killUnderLoad(Node victim) throws Exception {
        var before = witness.sent();
        workload.during(() -> {
            witness.awaitSending(before);
            return kill(victim);
        });
    }

    private Node kill(Node victim) throws InterruptedException {
        // A server that is not there yet, or no more, is as good a time as any.
        victim.host().awaitExit(Duration.ofMillis(300 + random.nextInt(MOST_MILLIS_OF_LIFE)));
        victim.host().kill();
        return victim;
    }

    private static Node awaitHit(Node victim, Point point) throws IOException, InterruptedException {
        if (!victim.awaitHit(PATIENCE)) {
            throw new IllegalStateException("Node " + victim.name() + " did not come to the point " + point);
        }
        return victim;
    }

    private static Blow restart(Node victim, Point point, int kills, List<Node> dead)
            throws IOException, InterruptedException {
        var start = Instant.now();
        for (var node : dead) {
            node.start();
        }
        return new Blow(victim.name(), point.name(), kills, start, Instant.now());
    }
}
