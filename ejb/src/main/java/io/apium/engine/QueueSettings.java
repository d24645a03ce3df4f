package io.apium.engine;

import io.apium.engine.execute.WorkerSettings;
import io.apium.spi.Settings;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/**
 * How each queue is worked off: {@code apium.worker."<queue>".max-batch}, {@code batch-time} and {@code slots} go before the
 * settings for all queues.
 *
 * @param common for all queues
 * @param special for some, by name
 */
record QueueSettings(WorkerSettings common, Map<String, WorkerSettings> special) {

    private static final String PREFIX = "apium.worker.";
    private static final Pattern NAME = Pattern.compile("apium\\.worker\\.(\"?)(.+)\\1\\.([a-z-]+)");

    /** {@return how the queue is worked off} */
    WorkerSettings of(String queue) {
        return special.getOrDefault(queue, common);
    }

    static QueueSettings read(Settings settings, SettingsReader read, WorkerSettings common, List<String> faults) {
        var special = new HashMap<String, WorkerSettings>();
        for (var name : settings.names()) {
            if (name.startsWith(PREFIX)) {
                var parts = NAME.matcher(name);
                if (!parts.matches()) {
                    faults.add(name + " is no setting; a setting of a queue is " + PREFIX + "\"<queue>\".<setting>");
                    continue;
                }
                var queue = parts.group(2);
                var before = special.getOrDefault(queue, common);
                special.put(queue, with(before, name, parts.group(3), read, faults));
            }
        }
        return new QueueSettings(common, Map.copyOf(special));
    }

    private static WorkerSettings with(
            WorkerSettings before, String name, String setting, SettingsReader read, List<String> faults) {
        return switch (setting) {
            case "max-batch" ->
                new WorkerSettings(read.number(name, before.maxBatch(), 1, 10_000), before.batchTime(), before.slots());
            case "batch-time" ->
                new WorkerSettings(before.maxBatch(), read.duration(name, before.batchTime()), before.slots());
            case "slots" ->
                new WorkerSettings(before.maxBatch(), before.batchTime(), read.number(name, before.slots(), 1, 10_000));
            default -> {
                faults.add(name + " is no setting; a queue has max-batch, batch-time and slots");
                yield before;
            }
        };
    }
}
