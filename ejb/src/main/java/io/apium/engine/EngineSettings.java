package io.apium.engine;

import io.apium.engine.beat.BeatSettings;
import io.apium.engine.execute.DeadLetters;
import io.apium.engine.execute.LeaseSettings;
import io.apium.engine.execute.Worker;
import io.apium.engine.execute.WorkerSettings;
import io.apium.spi.Settings;
import java.time.DateTimeException;
import java.time.Duration;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * What can be configured, with the defaults.
 *
 * @param node {@code apium.node-name}: the name of this node, {@code app@host}
 * @param client how tasks are sent
 * @param deadLetters {@code apium.dead-letter-queue} and {@code apium.task-max-deliveries}: which messages are given up
 * @param leases how leases work
 * @param beat how beat works
 * @param workers how a queue is worked off, by its name
 * @param transactionTimeout {@code apium.worker-transaction-timeout}: how long the transactions of workers may take that say
 *     nothing else
 * @param eventTopic {@code apium.event-topic}: the topic on which nodes tell each other what happens; null if
 *     {@code apium.worker-send-events} says that they do not
 * @param maxStuckTasks {@code apium.worker-max-stuck-tasks}: with how many stuck tasks the node counts as healthy
 * @param resultExpires {@code apium.result-expires}: how long results are kept of tasks that nobody knows; zero for ever
 */
public record EngineSettings(
        String node,
        ClientSettings client,
        DeadLetters deadLetters,
        LeaseSettings leases,
        BeatSettings beat,
        Function<String, WorkerSettings> workers,
        Duration transactionTimeout,
        @Nullable String eventTopic,
        int maxStuckTasks,
        Duration resultExpires) {

    /** On which nodes tell each other what happens. */
    public static final String EVENT_TOPIC = "apium.events";

    /** What WildFly and Payara have, if nothing else is set. */
    private static final Duration TRANSACTION_TIMEOUT = Duration.ofMinutes(5);

    private static final Duration BATCH_TIME = Duration.ofMillis(100);

    /**
     * {@return the settings} What is wrong with them is described in {@code faults}, and replaced by its default.
     *
     * @param node the node's name unless {@code apium.node-name} is set
     */
    public static EngineSettings read(Settings settings, String node, List<String> faults) {
        var read = new SettingsReader(settings, faults);
        var name = read.text("apium.node-name", node);
        var heartbeat = read.duration("apium.node-heartbeat", Duration.ofSeconds(2));
        var timeout = read.duration("apium.node-timeout", Duration.ofSeconds(10));
        if (timeout.compareTo(heartbeat.multipliedBy(2)) < 0) {
            faults.add("apium.node-timeout (" + timeout + ") must be at least twice apium.node-heartbeat (" + heartbeat
                    + "), or nodes that are alive are taken for lost");
        }
        return new EngineSettings(
                name,
                ClientSettings.read(read, name),
                new DeadLetters(
                        read.text("apium.dead-letter-queue", "apium.dead"),
                        read.number("apium.task-max-deliveries", 5, 1, 999_999)),
                new LeaseSettings(read.text("apium.lease-queue", "apium.lease"), heartbeat, timeout),
                beat(read, node),
                QueueSettings.read(
                        settings,
                        read,
                        new WorkerSettings(
                                read.number("apium.worker-max-batch", 50, 1, 10_000),
                                read.duration("apium.worker-batch-time", BATCH_TIME),
                                read.number("apium.worker-slots", 8, 1, 10_000)),
                        faults)::of,
                read.duration("apium.worker-transaction-timeout", TRANSACTION_TIMEOUT),
                eventTopic(read),
                read.number("apium.worker-max-stuck-tasks", 0, 0, 10_000),
                resultExpires(read));
    }

    /** {@return how messages are worked off} */
    Worker.Options worker() {
        return new Worker.Options(node, deadLetters, leases, workers, maxStuckTasks, resultExpires);
    }

    /** @param node the node's name unless it is set, which begins with that of the application */
    private static BeatSettings beat(SettingsReader read, String node) {
        var end = node.lastIndexOf('@');
        return new BeatSettings(
                read.flag("apium.beat-enabled", true),
                read.text("apium.application", end < 0 ? node : node.substring(0, end)),
                read.duration("apium.beat-misfire-after", Duration.ofMinutes(1)),
                read.duration("apium.park-after", Duration.ofMinutes(5)));
    }

    private static @Nullable String eventTopic(SettingsReader read) {
        var topic = read.text("apium.event-topic", EVENT_TOPIC);
        return read.flag("apium.worker-send-events", true) ? topic : null;
    }

    private static Duration resultExpires(SettingsReader read) {
        // It is an attribute of all tasks too, and what is wrong with it is told where those are read.
        var text = read.text("apium.result-expires", "P1D");
        try {
            return Duration.parse(text);
        } catch (DateTimeException e) {
            return Duration.ofDays(1);
        }
    }
}
