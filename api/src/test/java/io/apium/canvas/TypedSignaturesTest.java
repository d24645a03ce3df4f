package io.apium.canvas;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;
import javax.tools.Diagnostic;
import javax.tools.DiagnosticCollector;
import javax.tools.JavaFileObject;
import javax.tools.SimpleJavaFileObject;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What the compiler accepts and refuses, asked of the compiler itself. */
class TypedSignaturesTest {

    private static final String SOURCE = """
            import io.apium.TaskClient;
            import io.apium.TaskContext;
            import io.apium.canvas.Chain;
            import io.apium.canvas.Chord;
            import io.apium.canvas.Group;
            import io.apium.canvas.Signature;
            import java.time.LocalDate;
            import java.util.List;

            class Caller {
                record Order(long id) {}

                static class Orders {
                    public void sweep() {}
                    public String ping() { return "pong"; }
                    public int total(List<Integer> numbers, String a, String b, String c) { return 0; }
                    public Order order(int number) { return new Order(number); }
                    public int add(int a, int b) { return a + b; }
                    public List<Order> load(List<Long> ids, LocalDate day) throws Exception { return List.of(); }
                    public void log(TaskContext context, String text) {}
                    public Order find(TaskContext context, long id) { return new Order(id); }
                    public TaskContext own(TaskContext context) { return context; }
                    public long eight(int a, int b, int c, int d, int e, int f, int g, Order h) { return 0; }
                    public void eightNothing(TaskContext c, int a, int b, int d, int e, int f, int g, int h, Order i) {}
                }

                void call(TaskClient tasks, long id) {
                    %s;
                }
            }
            """;

    @TempDir
    Path classes;

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Signature<Void> s = tasks.signature(Orders::sweep)",
                "Signature<String> s = tasks.signature(Orders::ping)",
                "Signature<Integer> s = tasks.signature(Orders::add, 1, 2)",
                "Signature<List<Order>> s = tasks.signature(Orders::load, List.of(1L), LocalDate.MIN)",
                "Signature<List<Order>> s = tasks.signature(Orders::load, null, null)",
                "Signature<Void> s = tasks.signature(Orders::log, \"text\")",
                "Signature<Order> s = tasks.signature(Orders::find, id)",
                "Signature<TaskContext> s = tasks.signature(Orders::own)",
                "Signature<Long> s = tasks.signature(Orders::eight, 1, 2, 3, 4, 5, 6, 7, new Order(8))",
                "Signature<Void> s = tasks.signature(Orders::eightNothing, 1, 2, 3, 4, 5, 6, 7, new Order(8))",
                "Signature<Object> s = tasks.signature(\"orders.add\", 1, null)",
                "int sum = tasks.signature(Orders::add, 1, 2).delay().get()",
                "Chain<Order> c = tasks.signature(Orders::add, 1, 2).then(Orders::order)",
                "Group<Integer> g = tasks.group(tasks.signature(Orders::add, 1, 2), tasks.signature(Orders::add, 1, 2))",
                "Group<Number> g = tasks.group(tasks.signature(Orders::add, 1, 2),"
                        + " tasks.signature(\"x\").returning(Long.class))",
                "Chord<Integer> c = tasks.group(List.of(1, 2), Orders::add, 3).join(Orders::total, \"a\", \"b\", \"c\")",
                "Chord<Integer> c = tasks.group(tasks.signature(Orders::add, 1, 2)).join(Orders::total, \"\", \"\", \"\")",
                "Group<List<Integer>> g = tasks.chunks(java.util.stream.Stream.of(1), 5, Orders::add, 3)",
                "Signature<List<Order>> s = tasks.map(List.of(1, 2), Orders::order)",
            })
    void compiles(String statement) {
        assertThat(errors(statement)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "tasks.signature(Orders::add, 1, \"2\")",
                "tasks.signature(Orders::add, 1)",
                "tasks.signature(Orders::add, 1, 2, 3)",
                "tasks.signature(Orders::load, List.of(\"1\"), LocalDate.MIN)",
                "tasks.signature(Orders::log, 5)",
                "Signature<String> s = tasks.signature(Orders::add, 1, 2)",
                "tasks.signature(Orders::ping).then(Orders::order)",
                "tasks.group(List.of(\"a\"), Orders::order)",
                "tasks.group(List.of(1), Orders::add, \"a\")",
                "tasks.group(List.of(\"a\"), Orders::log).join(Orders::total, \"a\", \"b\", \"c\")",
                "tasks.group(tasks.signature(Orders::ping)).join(Orders::total, \"a\", \"b\", \"c\")",
                "tasks.chunks(List.of(\"a\"), 5, Orders::order)",
                "tasks.map(List.of(1), Orders::add)",
            })
    void doesNotCompile(String statement) {
        assertThat(errors(statement)).isNotEmpty();
    }

    @Test
    void refusesNothingThatTheSourceItselfContains() {
        assertThat(errors("")).isEmpty();
    }

    private List<String> errors(String statement) {
        var source = new SimpleJavaFileObject(URI.create("string:///Caller.java"), JavaFileObject.Kind.SOURCE) {
            @Override
            public CharSequence getCharContent(boolean ignoreEncodingErrors) {
                return SOURCE.formatted(statement);
            }
        };
        var diagnostics = new DiagnosticCollector<JavaFileObject>();
        ToolProvider.getSystemJavaCompiler()
                .getTask(
                        null,
                        null,
                        diagnostics,
                        List.of("-d", classes.toString(), "-cp", System.getProperty("java.class.path")),
                        null,
                        List.of(source))
                .call();
        return diagnostics.getDiagnostics().stream()
                .filter(diagnostic -> diagnostic.getKind() == Diagnostic.Kind.ERROR)
                .map(Object::toString)
                .collect(Collectors.toList());
    }
}
