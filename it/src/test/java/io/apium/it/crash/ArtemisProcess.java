package io.apium.it.crash;

import io.apium.it.crash.app.AtomicWorker;
import io.apium.it.crash.app.BatchWorker;
import io.apium.it.crash.app.LeasedWorker;
import java.nio.file.Path;
import java.util.List;
import org.apache.activemq.artemis.api.core.QueueConfiguration;
import org.apache.activemq.artemis.api.core.RoutingType;
import org.apache.activemq.artemis.core.server.embedded.EmbeddedActiveMQ;

/** An Artemis in a process of its own, made by a {@code broker.xml}, with the queues of the application. */
final class ArtemisProcess {

    /** What it says when it is there. */
    static final String READY = "The broker is there";

    private ArtemisProcess() {}

    /** Runs the broker until the process ends. */
    public static void main(String[] arguments) throws Exception {
        var broker = new EmbeddedActiveMQ();
        broker.setConfigResourcePath(Path.of(arguments[0]).toUri().toString());
        broker.start();
        for (var queue : List.of(AtomicWorker.QUEUE, BatchWorker.QUEUE, LeasedWorker.QUEUE)) {
            broker.getActiveMQServer()
                    .createQueue(
                            QueueConfiguration.of(queue)
                                    .setRoutingType(RoutingType.ANYCAST)
                                    .setAutoCreateAddress(true)
                                    .setDurable(true),
                            true);
        }
        System.out.println(READY);
    }
}
