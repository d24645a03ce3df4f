package io.apium.engine.task;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import io.apium.Execution;
import io.apium.InvalidTasksException;
import io.apium.Task;
import io.apium.engine.message.Json;
import io.apium.spi.Settings;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What annotations and configuration cannot say about a task. */
class AttributeFaultsTest {

    private static final String TEST = AttributeFaultsTest.class.getName();

    static class Orders {
        @Task(name = "charge")
        void charge() {}

        @Task(name = "ship")
        void ship() {}
    }

    @Task(execution = Execution.AT_LEAST_ONCE)
    static class Reports {
        @Task(name = "report")
        void report() {}
    }

    private static List<String> faults(Settings settings, Class<?>... beans) {
        var builder = new TaskRegistry.Builder(new Json(), settings);
        for (var bean : beans) {
            builder.add(bean, (method, args) -> null);
        }
        var thrown = catchThrowable(builder::build);
        if (thrown == null) {
            return List.of();
        }
        assertThat(thrown).isInstanceOf(InvalidTasksException.class);
        return Arrays.stream(String.valueOf(thrown.getMessage()).split("\n - ", -1))
                .skip(1)
                .toList();
    }

    private static List<String> faults(Class<?>... beans) {
        return faults(new MapSettings(Map.of()), beans);
    }

    private static Settings settings(String... namesAndValues) {
        var values = new TreeMap<String, String>();
        for (int i = 0; i < namesAndValues.length; i += 2) {
            values.put(namesAndValues[i], namesAndValues[i + 1]);
        }
        return new MapSettings(values);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "priority | 12 | priority must be a number from 0 to 9, not '12'",
                "priority | -1 | priority must be a number from 0 to 9, not '-1'",
                "priority | high | priority must be a number from 0 to 9, not 'high'",
                "priority | 4294967296 | priority must be a number from 0 to 9, not '4294967296'",
                "expires | 5 minutes | expires must be an ISO-8601 duration such as PT30S, not '5 minutes'",
                "expires | PT0S | expires must be longer than zero, not 'PT0S'",
                "expires | -PT5M | expires must be longer than zero, not '-PT5M'",
                "expires | P36526D | expires must be at most P36525D, a hundred years, not 'P36526D'",
                "execution | ONCE | execution must be one of [ATOMIC, AT_LEAST_ONCE, AT_MOST_ONCE], not 'ONCE'",
                "batchable | yes | batchable must be true or false, not 'yes'",
                "ignore-result | 1 | ignoreResult must be true or false, not '1'",
                "store-errors-even-if-ignored | - | storeErrorsEvenIfIgnored must be true or false, not '-'",
                "track-started | no | trackStarted must be true or false, not 'no'",
                "result-expires | -PT1S | resultExpires must be zero or longer, not '-PT1S'",
                "result-expires | 1d | resultExpires must be an ISO-8601 duration such as PT30S, not '1d'",
                "result-extended | on | resultExtended must be true or false, not 'on'",
                "max-retries | -2 | maxRetries must be a number from -1 on, not '-2'",
                "retry-delay | -PT1S | retryDelay must be zero or longer, not '-PT1S'",
                "retry-backoff | -1 | retryBackoff must be a number from 0 on, not '-1'",
                "retry-backoff | 1.5 | retryBackoff must be a number from 0 on, not '1.5'",
                "retry-backoff-max | -PT1S | retryBackoffMax must be zero or longer, not '-PT1S'",
                "retry-jitter | off | retryJitter must be true or false, not 'off'",
                "soft-time-limit | PT0S | softTimeLimit must be longer than zero, not 'PT0S'",
                "time-limit | -PT1S | timeLimit must be longer than zero, not '-PT1S'",
                "auto-retry-for | java.lang.String | autoRetryFor must name exceptions, not 'java.lang.String'",
            })
    void aValueThatCannotBeIsToldWithItsSettingOnce(String attribute, String text, String fault) {
        var ofAll = MapSettings.ofAllTasks(attribute);
        var ofSome = MapSettings.ofTasks("*", attribute);

        assertThat(faults(settings(ofAll, text), Orders.class)).containsExactly(fault + ": setting " + ofAll);
        assertThat(faults(settings(ofSome, text), Orders.class)).containsExactly(fault + ": setting " + ofSome);
    }

    @ParameterizedTest
    @CsvSource({
        "auto-retry-for, autoRetryFor",
        "dont-auto-retry-for, dontAutoRetryFor",
        "expected, expected",
        "rollback-on, rollbackOn",
        "dont-rollback-on, dontRollbackOn",
    })
    void aClassThatIsNotThereIsToldWithItsSetting(String attribute, String name) {
        assertThat(faults(settings("apium.task-" + attribute, "java.lang.Exception, com.shop.NoMoney"), Orders.class))
                .containsExactly(name + " must name classes that " + TEST
                        + "$Orders can see, with package, and with $ before the name of a nested one, not"
                        + " 'com.shop.NoMoney': setting apium.task-" + attribute);
    }

    @Test
    void anEmptyNameInAListIsNoClass() {
        assertThat(faults(settings("apium.task-expected", "java.lang.Exception,"), Orders.class))
                .singleElement()
                .asString()
                .contains("not ''");
    }

    @Task(queue = " ", priority = 12)
    @Retention(RetentionPolicy.RUNTIME)
    @interface Unfit {}

    @Unfit
    @Task(shadow = "\t", expires = "soon")
    static class Muddle {
        @Task(name = "muddle", maxRetries = -7, priority = 1, queue = "q")
        void one() {}

        @Task(
                name = "more muddle",
                softTimeLimit = "PT5S",
                timeLimit = "PT5S",
                batchable = true,
                execution = Execution.AT_MOST_ONCE,
                priority = 1,
                queue = "q",
                expires = "PT1S",
                shadow = "s")
        void two() {}
    }

    @Test
    void allFaultsAreToldEvenWhatSomethingElseGoesBefore() {
        var oneMore = settings("apium.task-retry-delay", "x");

        assertThat(faults(oneMore, Muddle.class))
                .containsExactlyInAnyOrder(
                        "queue must not be blank: @Task of annotation " + TEST + "$Unfit",
                        "priority must be a number from 0 to 9, not '12': @Task of annotation " + TEST + "$Unfit",
                        "shadow must not be blank: @Task of class " + TEST + "$Muddle",
                        "expires must be an ISO-8601 duration such as PT30S, not 'soon': @Task of class " + TEST
                                + "$Muddle",
                        "maxRetries must be a number from -1 on, not '-7': @Task of void " + TEST + "$Muddle.one()",
                        "softTimeLimit must be less than timeLimit, but task 'more muddle' has PT5S by @Task of void "
                                + TEST + "$Muddle.two(), and PT5S by @Task of void " + TEST + "$Muddle.two()",
                        "batchable is only for ATOMIC tasks, but task 'more muddle' is AT_MOST_ONCE by @Task of void "
                                + TEST + "$Muddle.two(), and has batchable by @Task of void " + TEST
                                + "$Muddle.two(); remove one of them",
                        "retryDelay must be an ISO-8601 duration such as PT30S, not 'x': setting"
                                + " apium.task-retry-delay");
    }

    @ParameterizedTest
    @CsvSource({
        "batchable, batchable, true",
        "rollback-on, rollbackOn, java.lang.Exception",
        "dont-rollback-on, dontRollbackOn, java.lang.Exception",
    })
    void whatIsOnlyForAtomicTasksIsToldOfEachTaskThatIsNot(String attribute, String name, String text) {
        assertThat(faults(settings("apium.task-" + attribute, text), Orders.class, Reports.class))
                .containsExactly(
                        name + " is only for ATOMIC tasks, but task 'report' is AT_LEAST_ONCE by @Task of class "
                                + TEST + "$Reports, and has " + name + " by setting apium.task-" + attribute
                                + "; remove one of them");
        assertThat(faults(
                        settings("apium.task-" + attribute, text, "apium.task-execution", "AT_MOST_ONCE"),
                        Orders.class))
                .hasSize(2);
    }

    @Test
    void aValueThatCannotBeLeadsToNoOtherFault() {
        assertThat(faults(
                        settings("apium.task-annotations.report.execution", "ONCE", "apium.task-batchable", "true"),
                        Reports.class))
                .singleElement()
                .asString()
                .startsWith("execution must be one of");
    }

    @Test
    void aTaskThatIsExpresslyNotBatchableMayBeLeased() {
        assertThat(faults(settings("apium.task-batchable", "false"), Reports.class))
                .isEmpty();
    }

    @ParameterizedTest
    @CsvSource({"PT5S, PT5S, 2", "PT6S, PT5S, 2", "PT4.999S, PT5S, 0", "PT5S, x, 1", "x, PT5S, 1"})
    void theSoftTimeLimitMustBeLess(String soft, String hard, int faults) {
        assertThat(faults(settings("apium.task-soft-time-limit", soft, "apium.task-time-limit", hard), Orders.class))
                .hasSize(faults);
    }

    @Test
    void anUnknownAttributeIsToldWithTheKnownOnes() {
        assertThat(faults(settings("apium.task-annotations.\"elsewhere\".max-retires", "1")))
                .containsExactly("A task has no attribute max-retires, only auto-retry-for, batchable,"
                        + " dont-auto-retry-for, dont-rollback-on, execution, expected, expires, ignore-result,"
                        + " max-retries, priority, queue, result-expires, result-extended, retry-backoff,"
                        + " retry-backoff-max, retry-delay, retry-jitter, rollback-on, shadow, soft-time-limit,"
                        + " store-errors-even-if-ignored, time-limit, track-started: setting"
                        + " apium.task-annotations.\"elsewhere\".max-retires");
    }

    @Test
    void aNameCannotBeConfigured() {
        var fault = "A task's name cannot be configured, write @Task(name = …) on its method instead of setting ";

        assertThat(faults(settings("apium.task-name", "a", "apium.task-annotations.charge.name", "b")))
                .containsExactly(fault + "apium.task-annotations.charge.name", fault + "apium.task-name");
    }

    @ParameterizedTest
    @CsvSource({
        "apium.task-queue, apium.task-default-queue",
        "apium.task-result-expires, apium.result-expires",
        "apium.task-result-extended, apium.result-extended",
    })
    void aSettingThatIsNamedOtherwiseIsTold(String wrong, String right) {
        assertThat(faults(settings(wrong, "x")))
                .containsExactly("There is no setting " + wrong + ", write " + right + " instead");
    }

    @ParameterizedTest
    @CsvSource(
            quoteCharacter = '`',
            value = {
                "priority",
                "\"charge\"",
                "\"charge.priority",
                "charge\".priority",
                "\"\".priority",
                ".priority",
                "charge."
            })
    void aSettingOfSomeTasksMustBeWellFormed(String rest) {
        assertThat(faults(settings("apium.task-annotations." + rest, "1")))
                .containsExactly("Write apium.task-annotations.\"<name or pattern>\".<attribute> instead of setting"
                        + " apium.task-annotations." + rest);
    }

    @Test
    void twoSettingsOfTheSameAreTold() {
        assertThat(faults(settings(
                        "apium.task-annotations.charge.priority", "1",
                        "apium.task-annotations.\"charge\".priority", "2",
                        "apium.task-annotations.\"charge\".queue", "a")))
                .containsExactly("Remove one of the settings apium.task-annotations.\"charge\".priority and"
                        + " apium.task-annotations.charge.priority, they set the same attribute of the same tasks");
    }

    @Task(name = "all")
    static class Namesakes {
        @Task
        void work() {}
    }

    @Test
    void aClassCannotNameItsTasks() {
        assertThat(faults(Namesakes.class))
                .containsExactly(
                        "Tasks cannot share a name, write it on the method: @Task of class " + TEST + "$Namesakes");
    }

    static class Plural {
        @Task(
                priority = {1, 2},
                ignoreResult = {true, true, false},
                execution = {Execution.ATOMIC, Execution.ATOMIC})
        void work() {}
    }

    @Test
    void anAttributeThatHasOneValueTakesOne() {
        var origin = ": @Task of void " + TEST + "$Plural.work()";

        assertThat(faults(Plural.class))
                .containsExactly(
                        "execution takes one value, without braces, not 2" + origin,
                        "ignoreResult takes one value, without braces, not 3" + origin,
                        "priority takes one value, without braces, not 2" + origin);
    }

    static class Verbose {
        @Task(name = NAME_OF_500)
        void fits() {}

        @Task(name = NAME_OF_500 + "x")
        void tooLong() {}

        @Task(name = " ")
        void blank() {}
    }

    private static final String NAME_OF_50 = "a.name.of.fifty.characters.01234567890.01234567890";
    private static final String NAME_OF_250 = NAME_OF_50 + NAME_OF_50 + NAME_OF_50 + NAME_OF_50 + NAME_OF_50;
    private static final String NAME_OF_500 = NAME_OF_250 + NAME_OF_250;

    @Test
    void aNameMustFitTheResultStore() {
        var rule = "A task's name must not be blank and must be at most 500 characters long, not ";
        var remedy = "; write another with @Task(name = …): void " + TEST + "$Verbose.";

        assertThat(NAME_OF_500).hasSize(500);
        assertThat(faults(Verbose.class))
                .containsExactlyInAnyOrder(rule + 501 + remedy + "tooLong()", rule + 1 + remedy + "blank()");
    }

    // Classes of a deployment.

    static class NoMoney extends RuntimeException {
        private static final long serialVersionUID = 1L;
    }

    static class Payments {
        @Task(name = "pay", autoRetryFor = NoMoney.class)
        void pay() {}
    }

    /** Sees other classes of those names than this test, as a deployment does, and not all of them. */
    private static final class Deployment extends ClassLoader {

        private final String missing;

        Deployment(String missing) {
            super(Payments.class.getClassLoader());
            this.missing = missing;
        }

        @Override
        protected Class<?> loadClass(String name, boolean resolve) throws ClassNotFoundException {
            if (name.equals(missing)) {
                throw new ClassNotFoundException(name);
            }
            if (!name.equals(NoMoney.class.getName()) && !name.equals(Payments.class.getName())) {
                return super.loadClass(name, resolve);
            }
            var loaded = findLoadedClass(name);
            return loaded == null ? define(name) : loaded;
        }

        private Class<?> define(String name) {
            try (var stream = Objects.requireNonNull(getResourceAsStream(name.replace('.', '/') + ".class"))) {
                var bytes = stream.readAllBytes();
                return defineClass(name, bytes, 0, bytes.length);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }

    @Test
    void classesAreThoseThatTheBeanSees() throws ClassNotFoundException {
        var deployment = new Deployment("none");
        var payments = deployment.loadClass(Payments.class.getName());
        var noMoney = deployment.loadClass(NoMoney.class.getName());

        var attributes = new TaskRegistry.Builder(new Json(), settings("apium.task-expected", NoMoney.class.getName()))
                .add(payments, (method, args) -> null)
                .build()
                .get("pay")
                .attributes();

        assertThat(noMoney).isNotEqualTo(NoMoney.class);
        assertThat(attributes.retry().autoFor())
                .satisfiesExactly(type -> assertThat(type).isEqualTo(noMoney));
        assertThat(attributes.exceptions().expected())
                .satisfiesExactly(type -> assertThat(type).isEqualTo(noMoney));
    }

    @Test
    void aClassOfAnAnnotationThatIsNotThereIsTold() throws ClassNotFoundException {
        var payments = new Deployment(NoMoney.class.getName()).loadClass(Payments.class.getName());

        assertThat(faults(payments))
                .containsExactly("autoRetryFor cannot be read, java.lang.TypeNotPresentException: Type "
                        + NoMoney.class.getName() + " not present: @Task of void " + TEST + "$Payments.pay()");
    }
}
