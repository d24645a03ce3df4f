package io.apium.engine;

import io.apium.engine.beat.CanvasCheck;
import io.apium.engine.beat.ScheduleTexts;
import io.apium.engine.beat.Timetable;
import io.apium.engine.beat.TimetableReader;
import io.apium.engine.message.Json;
import io.apium.engine.result.ResultEvents;
import io.apium.engine.result.Results;
import io.apium.engine.task.TaskRegistry;
import io.apium.schedule.PeriodicTaskSource;
import io.apium.schedule.Schedule;
import io.apium.spi.Broker;
import io.apium.spi.EventTopic;
import io.apium.spi.IncomingMessage;
import io.apium.spi.OutgoingMessage;
import io.apium.spi.Settings;
import io.apium.spi.Transactions;
import java.time.Clock;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.function.Consumer;

/** Reads what a deployment declares about periodic tasks, before there is an engine. */
public final class Timetables {

    private Timetables() {}

    /**
     * {@return what is declared} What is wrong with it is described in {@code faults}.
     *
     * @param tasks the tasks of the deployment
     * @param sources its sources of periodic tasks
     * @param schedules its own schedules, by the names of their classes
     */
    public static Timetable read(
            TaskRegistry tasks,
            Collection<PeriodicTaskSource> sources,
            Map<String, Schedule> schedules,
            Settings settings,
            Collection<String> faults) {
        var json = new Json();
        var clock = Clock.systemUTC();
        var none = Transactions.none();
        // Nobody waits for the result of something that cannot be sent.
        var threads = new ScheduledThreadPoolExecutor(0);
        var canvases = new Canvases(
                tasks,
                new ClientSettings("deployment", ClientSettings.DEFAULT_QUEUE, ClientSettings.DEFAULT_MAX_PAYLOAD),
                new NoBroker(),
                null,
                none,
                clock,
                json);
        var client = canvases.client(new Results(
                null, null, json, none, new ResultEvents(EventTopic.silent(), none, threads, json), threads, clock));
        threads.shutdown();
        var reader =
                new TimetableReader(client, new CanvasCheck(canvases.registry(), canvases.planner()), settings, faults);
        reader.readAnnotations(tasks.all());
        sources.forEach(reader::readSource);
        return reader.read(new ScheduleTexts(schedules));
    }

    private static final class NoBroker implements Broker {

        @Override
        public void send(List<OutgoingMessage> messages) {
            if (!messages.isEmpty()) {
                throw new IllegalStateException(
                        "No task can be sent before the application has started; return it as a periodic task");
            }
        }

        @Override
        public void requireQueue(String queue) {
            // Who sends to it will see.
        }

        @Override
        public boolean receive(String queue, Map<String, String> having, Consumer<IncomingMessage> work) {
            return false;
        }
    }
}
