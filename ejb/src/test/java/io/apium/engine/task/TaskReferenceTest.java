package io.apium.engine.task;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.apium.Task;
import io.apium.TaskContext;
import io.apium.canvas.TaskMethod;
import io.apium.canvas.TaskMethod.ContextFunction1;
import io.apium.canvas.TaskMethod.ContextProcedure0;
import io.apium.canvas.TaskMethod.Function0;
import io.apium.canvas.TaskMethod.Function1;
import io.apium.canvas.TaskMethod.Function8;
import io.apium.canvas.TaskMethod.Procedure0;
import io.apium.canvas.TaskMethod.Procedure1;
import io.apium.canvas.TaskMethod.Procedure2;
import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.Test;

class TaskReferenceTest {

    static class Orders {

        @Task
        public void sweep() {}

        @Task(name = "orders.charge")
        public List<String> charge(long order) throws IOException {
            throw new IOException("no money: " + order);
        }

        @Task
        int eight(byte a, short b, int c, long d, float e, double f, boolean g, char h) {
            return 8;
        }

        @Task
        public void log(TaskContext context) {}

        @Task
        public int find(TaskContext context, int[] ids) {
            return ids[0];
        }

        public void noTask() {}

        @Task
        static void shared(Orders orders) {}

        @Task
        void copy(Orders source) {}
    }

    abstract static class Importer<T> {
        @Task
        public T importOne(T item) {
            return item;
        }

        @Task
        void plain() {}
    }

    static class OrderImporter extends Importer<String> {}

    static class CarefulImporter extends Importer<String> {
        @Override
        @Task(name = "careful")
        public String importOne(String item) {
            return item;
        }
    }

    interface Remote {
        @Task(name = "remote.ping")
        String ping();
    }

    interface MoreRemote extends Remote {}

    static class Handmade implements Function0<Orders, String> {
        private static final long serialVersionUID = 1L;

        @Override
        public String call(Orders bean) {
            return "";
        }
    }

    private static final String CLASS = TaskReferenceTest.class.getName();

    private static void isRefused(TaskMethod method, String reason) {
        assertThatThrownBy(() -> TaskReference.of(method))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining(reason);
    }

    @Test
    void namesAProcedure() {
        Procedure0<Orders> sweep = Orders::sweep;

        assertThat(TaskReference.of(sweep)).isEqualTo(new TaskReference(CLASS + "$Orders.sweep", void.class));
    }

    @Test
    void namesAFunctionByItsAnnotationWithItsGenericType() {
        Function1<Orders, Long, List<String>> charge = Orders::charge;

        var reference = TaskReference.of(charge);

        assertThat(reference.task()).isEqualTo("orders.charge");
        assertThat(reference.resultType()).hasToString("java.util.List<java.lang.String>");
    }

    @Test
    void namesAMethodWhosePrimitivesTheReferenceBoxes() {
        Function8<Orders, Byte, Short, Integer, Long, Float, Double, Boolean, Character, Integer> eight = Orders::eight;

        assertThat(TaskReference.of(eight)).isEqualTo(new TaskReference(CLASS + "$Orders.eight", int.class));
    }

    @Test
    void namesMethodsThatTakeTheContext() {
        ContextProcedure0<Orders> log = Orders::log;
        ContextFunction1<Orders, int[], Integer> find = Orders::find;

        assertThat(TaskReference.of(log).task()).isEqualTo(CLASS + "$Orders.log");
        assertThat(TaskReference.of(find).task()).isEqualTo(CLASS + "$Orders.find");
    }

    @Test
    void namesTheTaskOfTheClassThatIsWrittenThoughTheMethodIsInherited() {
        Function1<OrderImporter, String, String> generic = OrderImporter::importOne;
        Procedure0<OrderImporter> plain = OrderImporter::plain;

        assertThat(TaskReference.of(generic).task()).isEqualTo(CLASS + "$OrderImporter.importOne");
        assertThat(TaskReference.of(plain).task()).isEqualTo(CLASS + "$OrderImporter.plain");
    }

    @Test
    void namesTheOverridingMethod() {
        Function1<CarefulImporter, String, String> careful = CarefulImporter::importOne;

        assertThat(TaskReference.of(careful)).isEqualTo(new TaskReference("careful", String.class));
    }

    @Test
    void namesTheTaskOfAnInterface() {
        Function0<Remote, String> ping = Remote::ping;
        Function0<MoreRemote, String> inherited = MoreRemote::ping;

        assertThat(TaskReference.of(ping)).isEqualTo(new TaskReference("remote.ping", String.class));
        assertThat(TaskReference.of(inherited).task()).isEqualTo("remote.ping");
    }

    @Test
    void takesAReferenceApartOnce() {
        Procedure0<Orders> sweep = Orders::sweep;

        assertThat(TaskReference.of(sweep)).isSameAs(TaskReference.of(sweep));
    }

    @Test
    void twoReferencesInTheSourceAreKeptApart() {
        Procedure0<Orders> sweep = Orders::sweep;
        ContextProcedure0<Orders> log = Orders::log;

        TaskReference.of(sweep);

        assertThat(TaskReference.of(log).task()).endsWith("log");
    }

    @Test
    @SuppressWarnings("UnnecessaryMethodReference")
    void refusesALambdaExpression() {
        Procedure0<Orders> lambda = orders -> orders.sweep();

        isRefused(lambda, "not by a lambda expression");
        isRefused(lambda, "such as Orders::charge");
    }

    @Test
    void refusesAStaticMethod() {
        Procedure0<Orders> shared = Orders::shared;

        isRefused(shared, "a static method");
        isRefused(shared, CLASS + "$Orders::shared");
    }

    @Test
    void refusesTheMethodOfAnObject() {
        var orders = new Orders();
        Procedure0<Orders> bound = orders::copy;

        isRefused(bound, "or an object");
        isRefused(bound, CLASS + "$Orders::copy");
    }

    @Test
    void refusesAConstructor() {
        Function0<String, String> constructor = String::new;

        isRefused(constructor, "by a reference to a method");
        isRefused(constructor, "java.lang.String::<init>");
    }

    @Test
    void refusesAMethodThatIsNoTask() {
        Procedure0<Orders> method = Orders::noTask;

        isRefused(method, CLASS + "$Orders::noTask is no task: the method is not annotated with @Task");
    }

    @Test
    void refusesAnObjectThatIsNoReference() {
        isRefused(new Handmade(), "Not a method reference: " + CLASS + "$Handmade");
    }

    @Test
    void theFirstParameterIsTheBeanNotAnArgument() {
        Procedure1<Orders, Orders> copy = Orders::copy;
        Procedure2<Orders, Orders, Integer> other = (orders, source, times) -> orders.copy(source);

        assertThat(TaskReference.of(copy).task()).endsWith("Orders.copy");
        isRefused(other, "lambda");
    }
}
