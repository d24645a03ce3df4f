package io.apium.engine.task;

import static org.assertj.core.api.Assertions.assertThat;

import io.apium.Execution;
import io.apium.Task;
import io.apium.engine.message.Json;
import io.apium.spi.Settings;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.annotation.ElementType;
import java.lang.annotation.Inherited;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import java.lang.reflect.Method;
import java.time.DateTimeException;
import java.time.Duration;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.TimeoutException;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** What annotations and configuration say about a task, and what goes first. */
class TaskAttributesTest {

    /** Texts for every attribute, none of which says what holds anyway. */
    private static final Map<String, String> SOME = Map.ofEntries(
            Map.entry("queue", "some"),
            Map.entry("priority", "1"),
            Map.entry("expires", "PT1M"),
            Map.entry("shadow", "Some"),
            Map.entry("batchable", "true"),
            Map.entry("ignore-result", "true"),
            Map.entry("store-errors-even-if-ignored", "true"),
            Map.entry("track-started", "true"),
            Map.entry("result-expires", "PT1H"),
            Map.entry("result-extended", "true"),
            Map.entry("max-retries", "1"),
            Map.entry("retry-delay", "PT1S"),
            Map.entry("retry-backoff", "1"),
            Map.entry("retry-backoff-max", "PT1M"),
            Map.entry("retry-jitter", "false"),
            Map.entry("auto-retry-for", "java.io.IOException"),
            Map.entry("dont-auto-retry-for", "java.io.FileNotFoundException"),
            Map.entry("expected", "java.io.UncheckedIOException"),
            Map.entry("rollback-on", "java.lang.NumberFormatException"),
            Map.entry("dont-rollback-on", "java.lang.IllegalArgumentException"),
            Map.entry("soft-time-limit", "PT1S"),
            Map.entry("time-limit", "PT4S"));

    /** The values that {@link #SOME} means. */
    private static final TaskAttributes SOME_VALUES = new TaskAttributes(
            "some",
            1,
            Duration.ofMinutes(1),
            "Some",
            Execution.ATOMIC,
            true,
            new ResultRules(true, true, true, Duration.ofHours(1), true),
            new RetryRules(
                    1,
                    Duration.ofSeconds(1),
                    1,
                    Duration.ofMinutes(1),
                    false,
                    List.of(IOException.class),
                    List.of(FileNotFoundException.class)),
            new ExceptionRules(
                    List.of(UncheckedIOException.class),
                    List.of(NumberFormatException.class),
                    List.of(IllegalArgumentException.class)),
            new TimeLimits(Duration.ofSeconds(1), Duration.ofSeconds(4)));

    /** Other texts for every attribute. */
    private static final Map<String, String> OTHER = Map.ofEntries(
            Map.entry("queue", "other"),
            Map.entry("priority", "9"),
            Map.entry("expires", "PT2M"),
            Map.entry("shadow", "Other"),
            Map.entry("batchable", "false"),
            Map.entry("ignore-result", "false"),
            Map.entry("store-errors-even-if-ignored", "false"),
            Map.entry("track-started", "false"),
            Map.entry("result-expires", "PT0S"),
            Map.entry("result-extended", "false"),
            Map.entry("max-retries", "-1"),
            Map.entry("retry-delay", "PT0S"),
            Map.entry("retry-backoff", "0"),
            Map.entry("retry-backoff-max", "PT0S"),
            Map.entry("retry-jitter", "true"),
            Map.entry("auto-retry-for", "java.lang.Exception, java.util.concurrent.TimeoutException"),
            Map.entry("dont-auto-retry-for", "java.time.DateTimeException"),
            Map.entry("expected", "java.lang.ArithmeticException"),
            Map.entry("rollback-on", "java.lang.Error"),
            Map.entry("dont-rollback-on", "java.lang.Throwable"),
            Map.entry("soft-time-limit", "PT2S"),
            Map.entry("time-limit", "PT5S"));

    /** The values that {@link #OTHER} means. */
    private static final TaskAttributes OTHER_VALUES = new TaskAttributes(
            "other",
            9,
            Duration.ofMinutes(2),
            "Other",
            Execution.ATOMIC,
            false,
            new ResultRules(false, false, false, null, false),
            new RetryRules(
                    -1,
                    Duration.ZERO,
                    0,
                    Duration.ZERO,
                    true,
                    List.of(Exception.class, TimeoutException.class),
                    List.of(DateTimeException.class)),
            new ExceptionRules(List.of(ArithmeticException.class), List.of(Error.class), List.of(Throwable.class)),
            new TimeLimits(Duration.ofSeconds(2), Duration.ofSeconds(5)));

    @Task(
            queue = "other",
            priority = 9,
            expires = "PT2M",
            shadow = "Other",
            batchable = false,
            ignoreResult = false,
            storeErrorsEvenIfIgnored = false,
            trackStarted = false,
            resultExpires = "PT0S",
            resultExtended = false,
            maxRetries = -1,
            retryDelay = "PT0S",
            retryBackoff = 0,
            retryBackoffMax = "PT0S",
            retryJitter = true,
            autoRetryFor = {Exception.class, TimeoutException.class},
            dontAutoRetryFor = DateTimeException.class,
            expected = ArithmeticException.class,
            rollbackOn = Error.class,
            dontRollbackOn = Throwable.class,
            softTimeLimit = "PT2S",
            timeLimit = "PT5S")
    @Retention(RetentionPolicy.RUNTIME)
    @Target(ElementType.TYPE)
    @interface SayingOther {}

    static class Silent {
        @Task(name = "silent")
        void work() {}
    }

    @SayingOther
    static class Stereotyped {
        @Task(name = "stereotyped")
        void work() {}
    }

    @Task(
            queue = "some",
            priority = 1,
            expires = "PT1M",
            shadow = "Some",
            batchable = true,
            ignoreResult = true,
            storeErrorsEvenIfIgnored = true,
            trackStarted = true,
            resultExpires = "PT1H",
            resultExtended = true,
            maxRetries = 1,
            retryDelay = "PT1S",
            retryBackoff = 1,
            retryBackoffMax = "PT1M",
            retryJitter = false,
            autoRetryFor = IOException.class,
            dontAutoRetryFor = FileNotFoundException.class,
            expected = UncheckedIOException.class,
            rollbackOn = NumberFormatException.class,
            dontRollbackOn = IllegalArgumentException.class,
            softTimeLimit = "PT1S",
            timeLimit = "PT4S")
    @SayingOther
    static class Talking {
        @Task(name = "class")
        void ofClass() {}

        @Task(
                name = "method",
                queue = "other",
                priority = 9,
                expires = "PT2M",
                shadow = "Other",
                batchable = false,
                ignoreResult = false,
                storeErrorsEvenIfIgnored = false,
                trackStarted = false,
                resultExpires = "PT0S",
                resultExtended = false,
                maxRetries = -1,
                retryDelay = "PT0S",
                retryBackoff = 0,
                retryBackoffMax = "PT0S",
                retryJitter = true,
                autoRetryFor = {Exception.class, TimeoutException.class},
                dontAutoRetryFor = DateTimeException.class,
                expected = ArithmeticException.class,
                rollbackOn = Error.class,
                dontRollbackOn = Throwable.class,
                softTimeLimit = "PT2S",
                timeLimit = "PT5S")
        void ofMethod() {}
    }

    @Task(execution = Execution.AT_MOST_ONCE)
    @Retention(RetentionPolicy.RUNTIME)
    @Target(ElementType.TYPE)
    @interface AtMostOnce {}

    @Task(execution = Execution.AT_LEAST_ONCE)
    @AtMostOnce
    static class Leased {
        @Task(name = "leased class")
        void ofClass() {}

        @Task(name = "leased method", execution = Execution.ATOMIC)
        void ofMethod() {}
    }

    @AtMostOnce
    static class LeasedStereotyped {
        @Task(name = "leased stereotyped")
        void work() {}
    }

    // Annotations that stand on each other, and say only some things.

    @First
    @Task(queue = "second", priority = 2)
    @Retention(RetentionPolicy.RUNTIME)
    @interface Second {}

    @Second
    @Task(queue = "first")
    @Retention(RetentionPolicy.RUNTIME)
    @interface First {}

    @Task(queue = "third", priority = 3, shadow = "third", expires = "PT3S")
    @Inherited
    @Retention(RetentionPolicy.RUNTIME)
    @interface Third {}

    @Task(queue = "fourth", expires = "PT4S")
    @Retention(RetentionPolicy.RUNTIME)
    @interface Fourth {}

    @First
    @Third
    static class Nested {
        @Task(name = "nested")
        void work() {}
    }

    @Third
    @Task(queue = "base", priority = 7)
    static class Base {
        @Task(name = "base")
        void inherited() {}
    }

    @Fourth
    static class Derived extends Base {
        @Task(name = "derived")
        void own() {}
    }

    @Task(shadow = "redeclared")
    static class Redeclared extends Base {
        @Task(name = "redeclared")
        void own() {}
    }

    private static final Settings NOTHING = new MapSettings(Map.of());

    private static TaskAttributes attributes(String task, Settings settings) {
        var builder = new TaskRegistry.Builder(new Json(), settings);
        var beans = List.of(
                Silent.class,
                Stereotyped.class,
                Talking.class,
                Leased.class,
                LeasedStereotyped.class,
                Nested.class,
                Derived.class,
                Redeclared.class);
        for (var bean : beans) {
            if (Arrays.stream(bean.getDeclaredMethods()).anyMatch(method -> isTask(method, task))) {
                builder.add(bean, (method, args) -> null);
            }
        }
        return builder.build().get(task).attributes();
    }

    private static boolean isTask(Method method, String task) {
        return method.isAnnotationPresent(Task.class)
                && method.getAnnotation(Task.class).name().equals(task);
    }

    static Stream<String> attributesOfTask() {
        return Arrays.stream(Task.class.getDeclaredMethods())
                .map(Method::getName)
                .filter(name -> !name.equals("name"))
                .map(name -> name.replaceAll("([A-Z])", "-$1").toLowerCase(Locale.ROOT))
                .sorted();
    }

    @ParameterizedTest
    @MethodSource("attributesOfTask")
    void everyAttributeOfTheAnnotationIsRead(String attribute) {
        var texts = new TreeMap<>(SOME);
        texts.put("execution", "AT_MOST_ONCE");
        assertThat(texts).containsKey(attribute);

        var settings = MapSettings.ofAllTasks(Map.of(attribute, texts.getOrDefault(attribute, "")));

        assertThat(attributes("silent", settings)).isNotEqualTo(TaskAttributes.DEFAULTS);
    }

    @Test
    void whatNobodySaysIsTheDefault() {
        assertThat(attributes("silent", NOTHING)).isEqualTo(TaskAttributes.DEFAULTS);
        assertThat(TaskAttributes.DEFAULTS)
                .isEqualTo(new TaskAttributes(
                        null,
                        null,
                        null,
                        null,
                        Execution.ATOMIC,
                        false,
                        new ResultRules(false, false, false, Duration.ofDays(1), false),
                        new RetryRules(3, Duration.ofMinutes(3), 0, Duration.ofMinutes(10), true, List.of(), List.of()),
                        new ExceptionRules(List.of(), List.of(), List.of()),
                        new TimeLimits(null, null)));
    }

    @Test
    void theSettingOfAllTasksGoesBeforeTheDefault() {
        assertThat(attributes("silent", MapSettings.ofAllTasks(SOME))).isEqualTo(SOME_VALUES);
        assertThat(attributes("silent", MapSettings.ofAllTasks(OTHER))).isEqualTo(OTHER_VALUES);
    }

    @Test
    void theAnnotationOfAStereotypeGoesBeforeTheSettingOfAllTasks() {
        assertThat(attributes("stereotyped", MapSettings.ofAllTasks(SOME))).isEqualTo(OTHER_VALUES);
    }

    @Test
    void theAnnotationOfTheClassGoesBeforeThatOfAStereotype() {
        assertThat(attributes("class", MapSettings.ofAllTasks(OTHER))).isEqualTo(SOME_VALUES);
    }

    @Test
    void theAnnotationOfTheMethodGoesBeforeThatOfTheClass() {
        assertThat(attributes("method", MapSettings.ofAllTasks(SOME))).isEqualTo(OTHER_VALUES);
    }

    @Test
    void theSettingOfTheTaskGoesBeforeTheAnnotationOfTheMethod() {
        assertThat(attributes("method", MapSettings.ofTasks("method", SOME))).isEqualTo(SOME_VALUES);
        assertThat(attributes("class", MapSettings.ofTasks("c*", OTHER))).isEqualTo(OTHER_VALUES);
    }

    @Test
    void theExecutionIsThatOfTheNearestPlaceToo() {
        var anyway = MapSettings.ofAllTasks(Map.of("execution", "AT_LEAST_ONCE"));

        assertThat(attributes("silent", anyway).execution()).isEqualTo(Execution.AT_LEAST_ONCE);
        assertThat(attributes("leased stereotyped", anyway).execution()).isEqualTo(Execution.AT_MOST_ONCE);
        assertThat(attributes("leased class", anyway).execution()).isEqualTo(Execution.AT_LEAST_ONCE);
        assertThat(attributes("leased method", anyway).execution()).isEqualTo(Execution.ATOMIC);
        assertThat(attributes("leased method", MapSettings.ofTasks("*", Map.of("execution", "AT_MOST_ONCE")))
                        .execution())
                .isEqualTo(Execution.AT_MOST_ONCE);
    }

    @ParameterizedTest
    @MethodSource("attributesOfTask")
    void eachAttributeIsDecidedByItself(String attribute) {
        var texts = new HashMap<>(OTHER);
        texts.put("execution", "ATOMIC");
        texts.computeIfPresent(attribute, (name, text) -> SOME.getOrDefault(name, text));

        assertThat(attributes(
                        "method", MapSettings.ofTasks("method", Map.of(attribute, texts.getOrDefault(attribute, "")))))
                .isEqualTo(attributes("silent", MapSettings.ofAllTasks(texts)));
    }

    @ParameterizedTest
    @CsvSource({
        "method,   1",
        "'*hod',   2",
        "'?????d', 3",
        "'*',      4",
        "'**',     5",
        "'m?th*',  6",
        "class,    -",
        "methods,  -",
        "metho,    -",
        "'?',      -",
        "'method?', -",
        "'Method', -",
        "'.*',     -",
        "'[m]*',   -",
    })
    void aPatternMeansTheTasksWhoseNamesItMatches(String pattern, String priority) {
        var attributes =
                attributes("method", MapSettings.ofTasks(pattern, Map.of("priority", priority.replace('-', '1'))));

        assertThat(attributes.priority()).isEqualTo(priority.equals("-") ? 9 : Integer.parseInt(priority));
    }

    @Test
    void theNameGoesBeforePatternsAndLongPatternsGoBeforeShortOnes() {
        var settings = new TreeMap<String, String>();
        var patterns = List.of("method", "method******", "meth*", "m??hod", "m*hod", "me*", "m*", "?*", "*");
        // What stands at the end of the alphabet does not go first for that.
        assertThat(patterns.stream().sorted().toList()).isNotEqualTo(patterns);
        for (var pattern : patterns) {
            settings.put(MapSettings.ofTasks(pattern, "shadow"), pattern);
        }

        assertThat(shadowsFromFirstToLast(settings))
                .containsExactly("method", "method******", "m??hod", "meth*", "m*hod", "me*", "m*", "?*", "*");
    }

    /** {@return what shows when what goes first is taken away, one after the other} */
    private static List<String> shadowsFromFirstToLast(Map<String, String> settings) {
        return Stream.generate(() -> {
                    var shadow = String.valueOf(
                            attributes("method", new MapSettings(settings)).shadow());
                    settings.remove(MapSettings.ofTasks(shadow, "shadow"));
                    return shadow;
                })
                .limit(settings.size())
                .toList();
    }

    @Test
    void settingsOfOneTaskCountEvenIfTheirNamesAreNotKnown() {
        var values = Map.of(
                "apium.task-annotations.\"method\".priority", "5", "apium.task-annotations.method.shadow", "Known");
        Settings environment = name -> Optional.ofNullable(values.get(name));

        assertThat(attributes("method", environment).priority()).isEqualTo(5);
        assertThat(attributes("method", environment).shadow()).isEqualTo("Known");
        assertThat(attributes("class", environment).priority()).isEqualTo(1);
    }

    @Test
    void theNameOfTheTaskMayStandWithoutQuotes() {
        class Orders {
            @Task
            void charge() {}
        }
        var task = Orders.class.getName() + ".charge";
        var builder = new TaskRegistry.Builder(
                new Json(),
                new MapSettings(Map.of(
                        "apium.task-annotations." + task + ".queue",
                        "rush",
                        "apium.task-annotations.io.apium.*.priority",
                        "7")));

        var attributes = builder.add(Orders.class, (method, args) -> null)
                .build()
                .get(task)
                .attributes();

        assertThat(attributes.queue()).isEqualTo("rush");
        assertThat(attributes.priority()).isEqualTo(7);
    }

    @Test
    void blankSettingsSayNothingAndBlanksAroundAValueDoNotMatter() {
        var settings = Map.of(
                "apium.task-annotations.silent.priority",
                " ",
                "apium.task-annotations.silent.no-attribute",
                "",
                "apium.task-priority",
                " 5 ",
                "apium.task-track-started",
                " TRUE");

        assertThat(attributes("silent", new MapSettings(settings)).priority()).isEqualTo(5);
        assertThat(attributes("silent", new MapSettings(settings)).result().trackStarted())
                .isTrue();
    }

    @Test
    void otherSettingsAreOfNoInterest() {
        var settings = Map.of("apium.task-max-deliveries", "x", "apium.node-name", "n", "task-annotations.a.b", "c");

        assertThat(attributes("silent", new MapSettings(settings))).isEqualTo(TaskAttributes.DEFAULTS);
    }

    @Test
    void settingsOfTasksThatAreNotHereAreNoFaults() {
        var settings = MapSettings.ofTasks("elsewhere", Map.of("priority", "12", "auto-retry-for", "no.Class"));

        assertThat(attributes("silent", settings)).isEqualTo(TaskAttributes.DEFAULTS);
    }

    @Test
    void annotationsOnAnnotationsCountEvenIfTheyStandOnEachOther() {
        var attributes = attributes("nested", NOTHING);

        assertThat(attributes.queue()).isEqualTo("first");
        assertThat(attributes.priority()).isEqualTo(2);
        assertThat(attributes.shadow()).isEqualTo("third");
    }

    @Test
    void theAnnotationOfASuperclassCountsIfTheClassHasNone() {
        var attributes = attributes("derived", NOTHING);

        assertThat(attributes.queue()).isEqualTo("base");
        assertThat(attributes.priority()).isEqualTo(7);
        assertThat(attributes.shadow()).isEqualTo("third");
        assertThat(attributes.expires()).isEqualTo(Duration.ofSeconds(4));
    }

    @Test
    void theAnnotationOfASuperclassDoesNotCountIfTheClassHasOne() {
        var attributes = attributes("redeclared", NOTHING);

        assertThat(attributes.shadow()).isEqualTo("redeclared");
        assertThat(attributes.queue()).isEqualTo("third");
        assertThat(attributes.priority()).isEqualTo(3);
    }

    @Test
    void anInheritedTaskHasTheDefaultsOfTheBeansClass() {
        var registry = new TaskRegistry.Builder(new Json())
                .add(Redeclared.class, (method, args) -> null)
                .build();

        assertThat(registry.get("base").attributes().shadow()).isEqualTo("redeclared");
        assertThat(registry.names()).isEqualTo(Set.of("base", "redeclared"));
    }
}
