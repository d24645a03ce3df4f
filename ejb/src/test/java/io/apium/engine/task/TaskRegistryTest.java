package io.apium.engine.task;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;

import io.apium.Execution;
import io.apium.InvalidTasksException;
import io.apium.Task;
import io.apium.TaskContext;
import io.apium.UnknownTaskException;
import io.apium.engine.message.Json;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class TaskRegistryTest {

    record Order(int number) {}

    static class Orders {
        @Task
        public void charge(TaskContext context, long order, List<Order> others) {}

        @Task(name = "orders.ship")
        void ship() {}

        @Task(name = "orders.set")
        protected Order set() {
            return new Order(1);
        }

        void noTask() {}
    }

    abstract static class Importer<T> {
        @Task
        public T importAll(List<T> items) {
            return items.get(0);
        }

        @Task
        public void importOne(T item) {}

        @Task
        public void plain() {}
    }

    static class OrderImporter extends Importer<Order> {}

    /** Overrides a method whose parameter's type is a variable, so that the compiler adds a bridge. */
    static class CarefulImporter extends Importer<Order> {
        @Override
        @Task(name = "careful")
        public void importOne(Order item) {}

        @Override
        public void plain() {}
    }

    static class Middle<A, B> extends Importer<B> {}

    static class Bottom extends Middle<Integer, Order> {}

    @SuppressWarnings("UnusedMethod") // The engine is to refuse them.
    static class Unfit {
        @Task
        private void hidden() {}

        @Task
        static void shared() {}

        @Task
        void send(String text) {}

        @Task
        void send(int number) {}

        @Task
        void late(String text, TaskContext context) {}

        @Task(priority = 12)
        void urgent() {}

        @Task(priority = -1)
        void lazy() {}

        @Task(expires = "5 minutes")
        void spoken() {}

        @Task(expires = "-PT5M")
        void past() {}

        @Task(expires = "PT0S")
        void never() {}
    }

    abstract static class Unfinished {
        @Task
        abstract void later();
    }

    private static TaskRegistry registry(Class<?>... beans) {
        var builder = new TaskRegistry.Builder(new Json());
        for (var bean : beans) {
            builder.add(bean, (method, args) -> null);
        }
        return builder.build();
    }

    private static TaskDefinition task(Class<?> bean, String name) {
        return registry(bean).get(name);
    }

    @Test
    void aTaskIsNamedAfterItsClassAndMethodOrByItsAnnotation() {
        assertThat(registry(Orders.class).names())
                .containsExactlyInAnyOrder(
                        "io.apium.engine.task.TaskRegistryTest$Orders.charge", "orders.ship", "orders.set");
    }

    @Test
    void aTaskIsFoundByItsNameOnly() {
        var registry = registry(Orders.class);

        assertThat(registry.find("orders.ship")).contains(registry.get("orders.ship"));
        assertThat(registry.find("nobody")).isEmpty();
        assertThatThrownBy(() -> registry.get("nobody"))
                .isInstanceOf(UnknownTaskException.class)
                .hasMessageContaining("'nobody'");
        assertThat(TaskRegistry.empty().names()).isEmpty();
    }

    @Test
    void theContextIsNoParameterOfTheCall() {
        var task = task(Orders.class, Orders.class.getName() + ".charge");

        assertThat(task.takesContext()).isTrue();
        assertThat(task.parameters()).extracting(TaskParameter::name).containsExactly("order", "others");
        assertThat(task.parameters())
                .extracting(parameter -> parameter.type().toCanonical())
                .containsExactly("long", "java.util.List<" + Order.class.getName() + ">");
        assertThat(task(Orders.class, "orders.ship").takesContext()).isFalse();
    }

    @Test
    void allTasksAreThereInTheOrderOfTheirNames() {
        var registry = registry(Orders.class, OrderImporter.class);

        assertThat(registry.all()).extracting(TaskDefinition::name).containsExactlyElementsOf(registry.names());
        assertThat(List.copyOf(registry.names())).hasSize(6).isSorted();
        assertThatThrownBy(() -> registry.all().clear()).isInstanceOf(UnsupportedOperationException.class);
        assertThatThrownBy(() -> registry.names().clear()).isInstanceOf(UnsupportedOperationException.class);
    }

    @Test
    void anInheritedMethodIsATaskOfTheSubclassWithItsTypes() {
        var registry = registry(OrderImporter.class, Bottom.class);

        for (var bean : List.of(OrderImporter.class, Bottom.class)) {
            var task = registry.get(bean.getName() + ".importAll");
            assertThat(task.parameters().get(0).type().getContentType().getRawClass())
                    .isEqualTo(Order.class);
            assertThat(task.resultType().getRawClass()).isEqualTo(Order.class);
        }
        assertThat(registry.names()).hasSize(6);
    }

    @Test
    void anOverriddenMethodIsReplacedByTheOneThatOverridesIt() {
        var registry = registry(CarefulImporter.class);

        assertThat(registry.names())
                .containsExactlyInAnyOrder("careful", CarefulImporter.class.getName() + ".importAll");
        assertThat(registry.get("careful").parameters().get(0).type().getRawClass())
                .isEqualTo(Order.class);
    }

    @Test
    void theSameMethodOfTwoBeansIsTwoTasks() {
        assertThat(registry(OrderImporter.class, CarefulImporter.class).names()).hasSize(5);
    }

    @Test
    void allFaultsAreToldInOneMessage() {
        var builder = new TaskRegistry.Builder(new Json());
        for (var bean : List.of(Orders.class, Unfit.class, Unfinished.class, Orders.class)) {
            builder.add(bean, (method, args) -> null);
        }
        builder.fault("The weather is bad");

        var thrown = catchThrowable(builder::build);

        assertThat(thrown).isInstanceOf(InvalidTasksException.class);
        var lines = String.valueOf(thrown.getMessage()).split("\n", -1);
        assertThat(lines[0]).isEqualTo("The deployment has 14 faults:");
        assertThat(lines)
                .hasSize(15)
                .anySatisfy(line -> assertThat(line).contains("cannot be private", "Unfit.hidden()"))
                .anySatisfy(line -> assertThat(line).contains("cannot be static", "Unfit.shared()"))
                .anySatisfy(line -> assertThat(line).contains("cannot be abstract", "Unfinished.later()"))
                .anySatisfy(line -> assertThat(line)
                        .contains("cannot be overloaded", "send(java.lang.String)", "send(int)", "rename"))
                .anySatisfy(line -> assertThat(line).contains("must be its first parameter", "Unfit.late("))
                .anySatisfy(line ->
                        assertThat(line).contains("priority must be a number from 0 to 9, not '12'", "Unfit.urgent()"))
                .anySatisfy(line ->
                        assertThat(line).contains("priority must be a number from 0 to 9, not '-1'", "Unfit.lazy()"))
                .anySatisfy(line -> assertThat(line)
                        .contains("expires must be an ISO-8601 duration", "'5 minutes'", "Unfit.spoken()"))
                .anySatisfy(line ->
                        assertThat(line).contains("expires must be longer than zero, not '-PT5M'", "Unfit.past()"))
                .anySatisfy(line ->
                        assertThat(line).contains("expires must be longer than zero, not 'PT0S'", "Unfit.never()"))
                .anySatisfy(line -> assertThat(line)
                        .contains("Two tasks have the name 'orders.ship'", "Orders.ship()", "@Task(name = …)"))
                .contains(" - The weather is bad");
    }

    @Test
    void twoBeansMayNotShareAName() {
        class Thief {
            @Task(name = "orders.ship")
            void steal() {}
        }

        assertThatThrownBy(() -> registry(Orders.class, Thief.class))
                .isInstanceOf(InvalidTasksException.class)
                .hasMessageStartingWith("The deployment has 1 fault:")
                .hasMessageContaining("Two tasks have the name 'orders.ship'")
                .hasMessageContaining("Orders.ship()")
                .hasMessageContaining("Thief.steal()");
    }

    @Test
    void noTaskHasANameOfApiumsOwn() {
        class Impostor {
            @Task(name = "apium.collect")
            void collect() {}
        }

        assertThatThrownBy(() -> registry(Impostor.class))
                .isInstanceOf(InvalidTasksException.class)
                .hasMessageContaining("begin with 'apium.' are Apium's own")
                .hasMessageContaining("Impostor.collect()");
    }

    @Test
    void timeLimitsAreBoundedByTheTransactionOfTheWorker() {
        class Slow {
            @Task(name = "short", timeLimit = "PT9S")
            void quick() {}

            @Task(name = "long", timeLimit = "PT10S")
            void slow() {}

            @Task(name = "soft", softTimeLimit = "PT11S")
            void soft() {}

            @Task(name = "leased", timeLimit = "PT1H", execution = Execution.AT_LEAST_ONCE)
            void leased() {}
        }
        var builder = new TaskRegistry.Builder(new Json())
                .add(Slow.class, (method, args) -> null)
                .bound(task -> Optional.of(new TimeLimits.Bound(Duration.ofSeconds(10), "shop.Worker")));

        assertThatThrownBy(builder::build)
                .hasMessageContaining("has 2 faults")
                .hasMessageContaining("The time limit of task 'long', PT10S, must be less than PT10S, the transaction"
                        + " timeout of its worker shop.Worker")
                .hasMessageContaining("The time limit of task 'soft', PT11S");
    }

    @Test
    void aCallIsBoundedAsTheTaskIs() {
        var limits = new TimeLimits(null, Duration.ofSeconds(3))
                .within(new TimeLimits.Bound(Duration.ofSeconds(10), "shop.Worker"));

        limits.with(null, Duration.ofSeconds(9)).requireValid("task");
        assertThatThrownBy(() -> limits.with(null, Duration.ofSeconds(10)).requireValid("task"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("the transaction timeout of its worker shop.Worker");
    }

    @Test
    void allThatIsWrongWithATaskIsToldAtOnce() {
        class Faulty {
            @Task(name = "same", expires = "soon")
            void one() {}

            @Task(name = "same")
            void other() {}

            @Task(priority = 12, timeLimit = "PT1H")
            void urgent() {}
        }
        var builder = new TaskRegistry.Builder(new Json())
                .add(Faulty.class, (method, args) -> null)
                .bound(task -> Optional.of(new TimeLimits.Bound(Duration.ofMinutes(5), "shop.Worker")));

        assertThatThrownBy(builder::build)
                .hasMessageContaining("has 4 faults")
                .hasMessageContaining("priority")
                .hasMessageContaining("expires")
                .hasMessageContaining("Two tasks have the name 'same'")
                .hasMessageContaining("PT1H");
    }
}
