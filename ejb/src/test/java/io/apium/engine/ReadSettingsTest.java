package io.apium.engine;

import static org.assertj.core.api.Assertions.assertThat;

import io.apium.Task;
import io.apium.engine.message.Json;
import io.apium.engine.task.TaskRegistry;
import io.apium.spi.Settings;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

class ReadSettingsTest {

    @Test
    void tellsAMisspeltSettingAndWhatIsMeant() {
        assertThat(unread(Map.of("apium.worker-max-batchs", "5")))
                .containsExactly("Nothing reads the setting apium.worker-max-batchs; apium.worker-max-batch is meant?");
    }

    @Test
    void tellsASettingThatIsLikeNoOther() {
        assertThat(unread(Map.of("apium.beer-temperature", "5")))
                .containsExactly("Nothing reads the setting apium.beer-temperature");
    }

    @Test
    void knowsTheSettingsOfTheEngineOfTasksAndThoseThatAreReadElsewhere() {
        assertThat(unread(Map.of(
                        "apium.worker-send-events", "false",
                        "apium.event-topic", "other",
                        "apium.task-time-limit", "PT1M",
                        "apium.result-expires", "PT1H",
                        "apium.worker.\"apium\".slots", "3",
                        "apium.task-annotations.\"*\".priority", "3",
                        "apium.scheduler", "some",
                        "quarkus.port", "1")))
                .isEmpty();
    }

    @Test
    void tellsASettingThatIsAboutNoTask() {
        var setting = "apium.task-annotations.\"com.shop.*\".priority";
        var builder = new TaskRegistry.Builder(new Json(), settings(Map.of(setting, "3")))
                .add(Tasks.class, (method, args) -> null);

        assertThat(builder.unmatchedSettings())
                .containsExactly("No task of this deployment has a name that matches the setting " + setting);
    }

    @Test
    void saysNothingOfASettingThatIsAboutATask() {
        var builder = new TaskRegistry.Builder(
                        new Json(), settings(Map.of("apium.task-annotations.\"*.tidy\".priority", "3")))
                .add(Tasks.class, (method, args) -> null);

        assertThat(builder.unmatchedSettings()).isEmpty();
    }

    private static List<String> unread(Map<String, String> values) {
        var settings = new ReadSettings(settings(values), Set.of("apium.scheduler"));
        EngineSettings.read(settings, "node", new ArrayList<>());
        new TaskRegistry.Builder(new Json(), settings);
        return settings.unread();
    }

    private static Settings settings(Map<String, String> values) {
        return new Settings() {
            @Override
            public Optional<String> find(String name) {
                return Optional.ofNullable(values.get(name));
            }

            @Override
            public Set<String> names() {
                return values.keySet();
            }
        };
    }

    /** Some tasks. */
    static class Tasks {
        @Task
        public void tidy() {}
    }
}
