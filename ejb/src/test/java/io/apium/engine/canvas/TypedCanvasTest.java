package io.apium.engine.canvas;

import static org.assertj.core.api.Assertions.assertThat;

import io.apium.GroupResult;
import io.apium.Task;
import io.apium.TaskContext;
import io.apium.canvas.Canvas;
import io.apium.canvas.Chain;
import io.apium.canvas.Chord;
import io.apium.canvas.Group;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Composition by method reference, of tasks of every shape. */
class TypedCanvasTest extends OnLaptop {

    /** Tasks with none to four arguments, with and without a value and a context. */
    static class Shapes {

        private final List<String> told = new ArrayList<>();

        private String tell(Object... args) {
            told.add(String.join("", Stream.of(args).map(String::valueOf).toList()));
            return told.get(told.size() - 1);
        }

        @Task(name = "f0")
        public String f0() {
            return tell();
        }

        @Task(name = "f1")
        public String f1(String a1) {
            return tell(a1);
        }

        @Task(name = "f2")
        public String f2(String a1, String a2) {
            return tell(a1, a2);
        }

        @Task(name = "f3")
        public String f3(String a1, String a2, String a3) {
            return tell(a1, a2, a3);
        }

        @Task(name = "f4")
        public String f4(String a1, String a2, String a3, String a4) {
            return tell(a1, a2, a3, a4);
        }

        @Task(name = "p0")
        public void p0() {
            tell();
        }

        @Task(name = "p1")
        public void p1(String a1) {
            tell(a1);
        }

        @Task(name = "p2")
        public void p2(String a1, String a2) {
            tell(a1, a2);
        }

        @Task(name = "p3")
        public void p3(String a1, String a2, String a3) {
            tell(a1, a2, a3);
        }

        @Task(name = "p4")
        public void p4(String a1, String a2, String a3, String a4) {
            tell(a1, a2, a3, a4);
        }

        @Task(name = "cf0")
        public String cf0(TaskContext context) {
            return tell(context.name().substring(0, 0));
        }

        @Task(name = "cf1")
        public String cf1(TaskContext context, String a1) {
            return tell(context.name().substring(0, 0), a1);
        }

        @Task(name = "cf2")
        public String cf2(TaskContext context, String a1, String a2) {
            return tell(context.name().substring(0, 0), a1, a2);
        }

        @Task(name = "cf3")
        public String cf3(TaskContext context, String a1, String a2, String a3) {
            return tell(context.name().substring(0, 0), a1, a2, a3);
        }

        @Task(name = "cf4")
        public String cf4(TaskContext context, String a1, String a2, String a3, String a4) {
            return tell(context.name().substring(0, 0), a1, a2, a3, a4);
        }

        @Task(name = "cp0")
        public void cp0(TaskContext context) {
            tell(context.name().substring(0, 0));
        }

        @Task(name = "cp1")
        public void cp1(TaskContext context, String a1) {
            tell(context.name().substring(0, 0), a1);
        }

        @Task(name = "cp2")
        public void cp2(TaskContext context, String a1, String a2) {
            tell(context.name().substring(0, 0), a1, a2);
        }

        @Task(name = "cp3")
        public void cp3(TaskContext context, String a1, String a2, String a3) {
            tell(context.name().substring(0, 0), a1, a2, a3);
        }

        @Task(name = "cp4")
        public void cp4(TaskContext context, String a1, String a2, String a3, String a4) {
            tell(context.name().substring(0, 0), a1, a2, a3, a4);
        }

        @Task(name = "fl1")
        public String fl1(List<String> list) {
            return tell(list);
        }

        @Task(name = "fl2")
        public String fl2(List<String> list, String a2) {
            return tell(list, a2);
        }

        @Task(name = "fl3")
        public String fl3(List<String> list, String a2, String a3) {
            return tell(list, a2, a3);
        }

        @Task(name = "pl1")
        public void pl1(List<String> list) {
            tell(list);
        }

        @Task(name = "pl2")
        public void pl2(List<String> list, String a2) {
            tell(list, a2);
        }

        @Task(name = "pl3")
        public void pl3(List<String> list, String a2, String a3) {
            tell(list, a2, a3);
        }

        @Task(name = "cfl1")
        public String cfl1(TaskContext context, List<String> list) {
            return tell(context.name().substring(0, 0), list);
        }

        @Task(name = "cfl2")
        public String cfl2(TaskContext context, List<String> list, String a2) {
            return tell(context.name().substring(0, 0), list, a2);
        }

        @Task(name = "cfl3")
        public String cfl3(TaskContext context, List<String> list, String a2, String a3) {
            return tell(context.name().substring(0, 0), list, a2, a3);
        }

        @Task(name = "cpl1")
        public void cpl1(TaskContext context, List<String> list) {
            tell(context.name().substring(0, 0), list);
        }

        @Task(name = "cpl2")
        public void cpl2(TaskContext context, List<String> list, String a2) {
            tell(context.name().substring(0, 0), list, a2);
        }

        @Task(name = "cpl3")
        public void cpl3(TaskContext context, List<String> list, String a2, String a3) {
            tell(context.name().substring(0, 0), list, a2, a3);
        }

        @Task(name = "fl4")
        public String fl4(List<String> list, String a2, String a3, String a4) {
            return tell(list, a2, a3, a4);
        }

        @Task(name = "pl4")
        public void pl4(List<String> list, String a2, String a3, String a4) {
            tell(list, a2, a3, a4);
        }

        @Task(name = "cfl4")
        public String cfl4(TaskContext context, List<String> list, String a2, String a3, String a4) {
            return tell(context.name().substring(0, 0), list, a2, a3, a4);
        }

        @Task(name = "cpl4")
        public void cpl4(TaskContext context, List<String> list, String a2, String a3, String a4) {
            tell(context.name().substring(0, 0), list, a2, a3, a4);
        }
    }

    private final Shapes shapes = laptop.add(new Shapes());

    private String told(Canvas<?> canvas) {
        sent(canvas);
        return shapes.told.get(shapes.told.size() - 1);
    }

    private List<String> allTold(Canvas<?> canvas) {
        shapes.told.clear();
        sent(canvas);
        return List.copyOf(shapes.told);
    }

    @Test
    void argumentsByNameLeaveTheTypesAsTheyAre() {
        var part = laptop.tasks().partial(Shapes::f2, "c");
        Group<String> group = laptop.tasks().group(part, part).named("a2", "d");
        GroupResult<String> members = group.delay();
        Chain<String> chain = part.then(Shapes::f1).named("a2", "d");
        Chord<String> chord = laptop.tasks().group(part, part).join(Shapes::fl1).named("a2", "d");
        laptop.work();

        assertThat(members.get(AT_ONCE)).containsExactly("cd", "cd");
        assertThat(told(chain.then(Shapes::f2, "e"))).isEqualTo("cde");
        assertThat(told(chord)).isEqualTo("[cd, cd]");
        assertThat(told(group.join(Shapes::fl2, "e"))).isEqualTo("[cd, cd]e");
    }

    @Test
    void aStepTakesTheValueAndMore() {
        var first = laptop.tasks().signature(Shapes::f1, "a");
        assertThat(told(first.then(Shapes::f0))).isEqualTo("");
        assertThat(told(first.then(Shapes::f1))).isEqualTo("a");
        assertThat(told(first.then(Shapes::f2, "b"))).isEqualTo("ab");
        assertThat(told(first.then(Shapes::f3, "b", "c"))).isEqualTo("abc");
        assertThat(told(first.then(Shapes::f4, "b", "c", "d"))).isEqualTo("abcd");
        assertThat(told(first.then(Shapes::p0))).isEqualTo("");
        assertThat(told(first.then(Shapes::p1))).isEqualTo("a");
        assertThat(told(first.then(Shapes::p2, "b"))).isEqualTo("ab");
        assertThat(told(first.then(Shapes::p3, "b", "c"))).isEqualTo("abc");
        assertThat(told(first.then(Shapes::p4, "b", "c", "d"))).isEqualTo("abcd");
        assertThat(told(first.then(Shapes::cf0))).isEqualTo("");
        assertThat(told(first.then(Shapes::cf1))).isEqualTo("a");
        assertThat(told(first.then(Shapes::cf2, "b"))).isEqualTo("ab");
        assertThat(told(first.then(Shapes::cf3, "b", "c"))).isEqualTo("abc");
        assertThat(told(first.then(Shapes::cf4, "b", "c", "d"))).isEqualTo("abcd");
        assertThat(told(first.then(Shapes::cp0))).isEqualTo("");
        assertThat(told(first.then(Shapes::cp1))).isEqualTo("a");
        assertThat(told(first.then(Shapes::cp2, "b"))).isEqualTo("ab");
        assertThat(told(first.then(Shapes::cp3, "b", "c"))).isEqualTo("abc");
        assertThat(told(first.then(Shapes::cp4, "b", "c", "d"))).isEqualTo("abcd");
    }

    @Test
    void theValueOfAStepIsThatOfTheChain() {
        String value = run(
                laptop.tasks().signature(Shapes::f1, "a").then(Shapes::f2, "b").then(Shapes::cf3, "c", "d"));
        assertThat(value).isEqualTo("abcd");
        List<String> values = run(laptop.tasks().group(List.of("a", "b"), Shapes::f1));
        assertThat(values).containsExactly("a", "b");
        String joined = run(laptop.tasks()
                .group(List.of("a", "b"), Shapes::f1)
                .join(Shapes::fl1)
                .then(Shapes::f2, "!"));
        assertThat(joined).isEqualTo("[a, b]!");
        List<String> mapped = run(laptop.tasks().map(List.of("a", "b"), Shapes::f1));
        assertThat(mapped).containsExactly("a", "b");
        List<List<String>> chunks = run(laptop.tasks().chunks(List.of("a", "b", "c"), 2, Shapes::f1));
        assertThat(chunks).containsExactly(List.of("a", "b"), List.of("c"));
        List<Integer> numbers = run(laptop.tasks()
                .<Integer>group(List.of(
                        laptop.tasks().signature(Works::one),
                        laptop.tasks().signature(Works::one).then(Works::twice))));
        assertThat(numbers).containsExactly(1, 2);
    }

    @Test
    void aBodyTakesTheListAndMore() {
        var header = laptop.tasks().group(List.of("a", "b"), Shapes::f1);
        assertThat(told(header.join(Shapes::f0))).isEmpty();
        assertThat(told(header.join(Shapes::fl1))).isEqualTo("[a, b]");
        assertThat(told(header.join(Shapes::fl2, "b"))).isEqualTo("[a, b]b");
        assertThat(told(header.join(Shapes::fl3, "b", "c"))).isEqualTo("[a, b]bc");
        assertThat(told(header.join(Shapes::fl4, "b", "c", "d"))).isEqualTo("[a, b]bcd");
        assertThat(told(header.join(Shapes::p0))).isEmpty();
        assertThat(told(header.join(Shapes::pl1))).isEqualTo("[a, b]");
        assertThat(told(header.join(Shapes::pl2, "b"))).isEqualTo("[a, b]b");
        assertThat(told(header.join(Shapes::pl3, "b", "c"))).isEqualTo("[a, b]bc");
        assertThat(told(header.join(Shapes::pl4, "b", "c", "d"))).isEqualTo("[a, b]bcd");
        assertThat(told(header.join(Shapes::cf0))).isEmpty();
        assertThat(told(header.join(Shapes::cfl1))).isEqualTo("[a, b]");
        assertThat(told(header.join(Shapes::cfl2, "b"))).isEqualTo("[a, b]b");
        assertThat(told(header.join(Shapes::cfl3, "b", "c"))).isEqualTo("[a, b]bc");
        assertThat(told(header.join(Shapes::cfl4, "b", "c", "d"))).isEqualTo("[a, b]bcd");
        assertThat(told(header.join(Shapes::cp0))).isEmpty();
        assertThat(told(header.join(Shapes::cpl1))).isEqualTo("[a, b]");
        assertThat(told(header.join(Shapes::cpl2, "b"))).isEqualTo("[a, b]b");
        assertThat(told(header.join(Shapes::cpl3, "b", "c"))).isEqualTo("[a, b]bc");
        assertThat(told(header.join(Shapes::cpl4, "b", "c", "d"))).isEqualTo("[a, b]bcd");
    }

    @Test
    void aGroupOfCanvasesKeepsTheTypeOfTheirValues() {
        var one = laptop.tasks().signature(Works::one);
        Group<Integer> two = laptop.tasks().group(one, one.then(Works::twice));
        List<Integer> numbers = run(two);
        assertThat(numbers).containsExactly(1, 2);
        assertThat(run(laptop.tasks().group(one).join(Works::sum))).isEqualTo(1);
        assertThat(run(laptop.tasks().group(one, one, one).join(Works::sum))).isEqualTo(3);
        assertThat(run(laptop.tasks().group(one, one, one, one).join(Works::sum)))
                .isEqualTo(4);
        assertThat(run(laptop.tasks().group(one, one, one, one, one).join(Works::sum)))
                .isEqualTo(5);
        assertThat(run(laptop.tasks().group(one, one, one, one, one, one).join(Works::sum)))
                .isEqualTo(6);
        assertThat(run(laptop.tasks().group(one, one, one, one, one, one, one).join(Works::sum)))
                .isEqualTo(7);
        assertThat(run(laptop.tasks()
                        .group(one, one, one, one, one, one, one, one)
                        .join(Works::sum)))
                .isEqualTo(8);
        Group<Object> many = laptop.tasks().group(one, one, one, one, one, one, one, one, one);
        assertThat(run(many)).hasSize(9);
        Group<Object> mixed = laptop.tasks().group(one, laptop.tasks().signature(Shapes::f1, "a"));
        assertThat(run(mixed)).containsExactly(1, "a");
    }

    @Test
    void aGroupIsMadeOfItems() {
        var items = List.of("a", "b");
        assertThat(allTold(laptop.tasks().group(items, Shapes::f1))).containsExactly("a", "b");
        assertThat(allTold(laptop.tasks().group(items, Shapes::f2, "!"))).containsExactly("a!", "b!");
        assertThat(allTold(laptop.tasks().group(items, Shapes::f3, "!", "?"))).containsExactly("a!?", "b!?");
        assertThat(allTold(laptop.tasks().group(items, Shapes::f4, "!", "?", ".")))
                .containsExactly("a!?.", "b!?.");
        assertThat(allTold(laptop.tasks().group(items, Shapes::p1))).containsExactly("a", "b");
        assertThat(allTold(laptop.tasks().group(items, Shapes::p2, "!"))).containsExactly("a!", "b!");
        assertThat(allTold(laptop.tasks().group(items, Shapes::p3, "!", "?"))).containsExactly("a!?", "b!?");
        assertThat(allTold(laptop.tasks().group(items, Shapes::p4, "!", "?", ".")))
                .containsExactly("a!?.", "b!?.");
        assertThat(allTold(laptop.tasks().group(items, Shapes::cf1))).containsExactly("a", "b");
        assertThat(allTold(laptop.tasks().group(items, Shapes::cf2, "!"))).containsExactly("a!", "b!");
        assertThat(allTold(laptop.tasks().group(items, Shapes::cf3, "!", "?"))).containsExactly("a!?", "b!?");
        assertThat(allTold(laptop.tasks().group(items, Shapes::cf4, "!", "?", ".")))
                .containsExactly("a!?.", "b!?.");
        assertThat(allTold(laptop.tasks().group(items, Shapes::cp1))).containsExactly("a", "b");
        assertThat(allTold(laptop.tasks().group(items, Shapes::cp2, "!"))).containsExactly("a!", "b!");
        assertThat(allTold(laptop.tasks().group(items, Shapes::cp3, "!", "?"))).containsExactly("a!?", "b!?");
        assertThat(allTold(laptop.tasks().group(items, Shapes::cp4, "!", "?", ".")))
                .containsExactly("a!?.", "b!?.");
        assertThat(allTold(laptop.tasks().group(items.stream(), Shapes::f1))).containsExactly("a", "b");
        assertThat(allTold(laptop.tasks().group(items.stream(), Shapes::f2, "!")))
                .containsExactly("a!", "b!");
        assertThat(allTold(laptop.tasks().group(items.stream(), Shapes::f3, "!", "?")))
                .containsExactly("a!?", "b!?");
        assertThat(allTold(laptop.tasks().group(items.stream(), Shapes::f4, "!", "?", ".")))
                .containsExactly("a!?.", "b!?.");
        assertThat(allTold(laptop.tasks().group(items.stream(), Shapes::p1))).containsExactly("a", "b");
        assertThat(allTold(laptop.tasks().group(items.stream(), Shapes::p2, "!")))
                .containsExactly("a!", "b!");
        assertThat(allTold(laptop.tasks().group(items.stream(), Shapes::p3, "!", "?")))
                .containsExactly("a!?", "b!?");
        assertThat(allTold(laptop.tasks().group(items.stream(), Shapes::p4, "!", "?", ".")))
                .containsExactly("a!?.", "b!?.");
        assertThat(allTold(laptop.tasks().group(items.stream(), Shapes::cf1))).containsExactly("a", "b");
        assertThat(allTold(laptop.tasks().group(items.stream(), Shapes::cf2, "!")))
                .containsExactly("a!", "b!");
        assertThat(allTold(laptop.tasks().group(items.stream(), Shapes::cf3, "!", "?")))
                .containsExactly("a!?", "b!?");
        assertThat(allTold(laptop.tasks().group(items.stream(), Shapes::cf4, "!", "?", ".")))
                .containsExactly("a!?.", "b!?.");
        assertThat(allTold(laptop.tasks().group(items.stream(), Shapes::cp1))).containsExactly("a", "b");
        assertThat(allTold(laptop.tasks().group(items.stream(), Shapes::cp2, "!")))
                .containsExactly("a!", "b!");
        assertThat(allTold(laptop.tasks().group(items.stream(), Shapes::cp3, "!", "?")))
                .containsExactly("a!?", "b!?");
        assertThat(allTold(laptop.tasks().group(items.stream(), Shapes::cp4, "!", "?", ".")))
                .containsExactly("a!?.", "b!?.");
    }

    @Test
    void mapsAndChunksAreMadeOfItems() {
        var items = List.of("a", "b", "c");
        assertThat(allTold(laptop.tasks().map(items, Shapes::f1))).containsExactly("a", "b", "c");
        assertThat(allTold(laptop.tasks().chunks(items, 2, Shapes::f1))).containsExactly("a", "b", "c");
        assertThat(allTold(laptop.tasks().chunks(items.stream(), 2, Shapes::f1)))
                .containsExactly("a", "b", "c");
        assertThat(allTold(laptop.tasks().map(items, Shapes::f2, "!"))).containsExactly("a!", "b!", "c!");
        assertThat(allTold(laptop.tasks().chunks(items, 2, Shapes::f2, "!"))).containsExactly("a!", "b!", "c!");
        assertThat(allTold(laptop.tasks().chunks(items.stream(), 2, Shapes::f2, "!")))
                .containsExactly("a!", "b!", "c!");
        assertThat(allTold(laptop.tasks().map(items, Shapes::f3, "!", "?"))).containsExactly("a!?", "b!?", "c!?");
        assertThat(allTold(laptop.tasks().chunks(items, 2, Shapes::f3, "!", "?")))
                .containsExactly("a!?", "b!?", "c!?");
        assertThat(allTold(laptop.tasks().chunks(items.stream(), 2, Shapes::f3, "!", "?")))
                .containsExactly("a!?", "b!?", "c!?");
        assertThat(allTold(laptop.tasks().map(items, Shapes::f4, "!", "?", ".")))
                .containsExactly("a!?.", "b!?.", "c!?.");
        assertThat(allTold(laptop.tasks().chunks(items, 2, Shapes::f4, "!", "?", ".")))
                .containsExactly("a!?.", "b!?.", "c!?.");
        assertThat(allTold(laptop.tasks().chunks(items.stream(), 2, Shapes::f4, "!", "?", ".")))
                .containsExactly("a!?.", "b!?.", "c!?.");
        assertThat(allTold(laptop.tasks().map(items, Shapes::p1))).containsExactly("a", "b", "c");
        assertThat(allTold(laptop.tasks().chunks(items, 2, Shapes::p1))).containsExactly("a", "b", "c");
        assertThat(allTold(laptop.tasks().chunks(items.stream(), 2, Shapes::p1)))
                .containsExactly("a", "b", "c");
        assertThat(allTold(laptop.tasks().map(items, Shapes::p2, "!"))).containsExactly("a!", "b!", "c!");
        assertThat(allTold(laptop.tasks().chunks(items, 2, Shapes::p2, "!"))).containsExactly("a!", "b!", "c!");
        assertThat(allTold(laptop.tasks().chunks(items.stream(), 2, Shapes::p2, "!")))
                .containsExactly("a!", "b!", "c!");
        assertThat(allTold(laptop.tasks().map(items, Shapes::p3, "!", "?"))).containsExactly("a!?", "b!?", "c!?");
        assertThat(allTold(laptop.tasks().chunks(items, 2, Shapes::p3, "!", "?")))
                .containsExactly("a!?", "b!?", "c!?");
        assertThat(allTold(laptop.tasks().chunks(items.stream(), 2, Shapes::p3, "!", "?")))
                .containsExactly("a!?", "b!?", "c!?");
        assertThat(allTold(laptop.tasks().map(items, Shapes::p4, "!", "?", ".")))
                .containsExactly("a!?.", "b!?.", "c!?.");
        assertThat(allTold(laptop.tasks().chunks(items, 2, Shapes::p4, "!", "?", ".")))
                .containsExactly("a!?.", "b!?.", "c!?.");
        assertThat(allTold(laptop.tasks().chunks(items.stream(), 2, Shapes::p4, "!", "?", ".")))
                .containsExactly("a!?.", "b!?.", "c!?.");
        assertThat(allTold(laptop.tasks().map(items, Shapes::cf1))).containsExactly("a", "b", "c");
        assertThat(allTold(laptop.tasks().chunks(items, 2, Shapes::cf1))).containsExactly("a", "b", "c");
        assertThat(allTold(laptop.tasks().chunks(items.stream(), 2, Shapes::cf1)))
                .containsExactly("a", "b", "c");
        assertThat(allTold(laptop.tasks().map(items, Shapes::cf2, "!"))).containsExactly("a!", "b!", "c!");
        assertThat(allTold(laptop.tasks().chunks(items, 2, Shapes::cf2, "!"))).containsExactly("a!", "b!", "c!");
        assertThat(allTold(laptop.tasks().chunks(items.stream(), 2, Shapes::cf2, "!")))
                .containsExactly("a!", "b!", "c!");
        assertThat(allTold(laptop.tasks().map(items, Shapes::cf3, "!", "?"))).containsExactly("a!?", "b!?", "c!?");
        assertThat(allTold(laptop.tasks().chunks(items, 2, Shapes::cf3, "!", "?")))
                .containsExactly("a!?", "b!?", "c!?");
        assertThat(allTold(laptop.tasks().chunks(items.stream(), 2, Shapes::cf3, "!", "?")))
                .containsExactly("a!?", "b!?", "c!?");
        assertThat(allTold(laptop.tasks().map(items, Shapes::cf4, "!", "?", ".")))
                .containsExactly("a!?.", "b!?.", "c!?.");
        assertThat(allTold(laptop.tasks().chunks(items, 2, Shapes::cf4, "!", "?", ".")))
                .containsExactly("a!?.", "b!?.", "c!?.");
        assertThat(allTold(laptop.tasks().chunks(items.stream(), 2, Shapes::cf4, "!", "?", ".")))
                .containsExactly("a!?.", "b!?.", "c!?.");
        assertThat(allTold(laptop.tasks().map(items, Shapes::cp1))).containsExactly("a", "b", "c");
        assertThat(allTold(laptop.tasks().chunks(items, 2, Shapes::cp1))).containsExactly("a", "b", "c");
        assertThat(allTold(laptop.tasks().chunks(items.stream(), 2, Shapes::cp1)))
                .containsExactly("a", "b", "c");
        assertThat(allTold(laptop.tasks().map(items, Shapes::cp2, "!"))).containsExactly("a!", "b!", "c!");
        assertThat(allTold(laptop.tasks().chunks(items, 2, Shapes::cp2, "!"))).containsExactly("a!", "b!", "c!");
        assertThat(allTold(laptop.tasks().chunks(items.stream(), 2, Shapes::cp2, "!")))
                .containsExactly("a!", "b!", "c!");
        assertThat(allTold(laptop.tasks().map(items, Shapes::cp3, "!", "?"))).containsExactly("a!?", "b!?", "c!?");
        assertThat(allTold(laptop.tasks().chunks(items, 2, Shapes::cp3, "!", "?")))
                .containsExactly("a!?", "b!?", "c!?");
        assertThat(allTold(laptop.tasks().chunks(items.stream(), 2, Shapes::cp3, "!", "?")))
                .containsExactly("a!?", "b!?", "c!?");
        assertThat(allTold(laptop.tasks().map(items, Shapes::cp4, "!", "?", ".")))
                .containsExactly("a!?.", "b!?.", "c!?.");
        assertThat(allTold(laptop.tasks().chunks(items, 2, Shapes::cp4, "!", "?", ".")))
                .containsExactly("a!?.", "b!?.", "c!?.");
        assertThat(allTold(laptop.tasks().chunks(items.stream(), 2, Shapes::cp4, "!", "?", ".")))
                .containsExactly("a!?.", "b!?.", "c!?.");
    }

    @Test
    void chunksOfAStreamAreReadPieceByPiece() {
        var read = new ArrayList<Integer>();
        var sentThen = new ArrayList<Integer>();
        var items = IntStream.range(0, 12_000).boxed().peek(item -> {
            read.add(item);
            sentThen.add(laptop.messages("apium").size());
        });
        laptop.inTransaction(
                () -> laptop.tasks().chunks(items, 10, Works::quick).delay());

        assertThat(read).hasSize(12_000);
        assertThat(sentThen.get(11_999)).isEqualTo(1000);
        assertThat(laptop.messages("apium")).hasSize(1200);
        assertThat(run(laptop.tasks()
                        .signature("add")
                        .chunks(Stream.of(List.of(1, 2), List.of(3, 4), List.of(5, 6)), 2)))
                .isEqualTo(List.of(List.of(3, 7), List.of(11)));
    }

    @Test
    void namesAndReferencesCanBeMixed() {
        assertThat(told(laptop.tasks()
                        .signature(Shapes::f1, "a")
                        .then(sig("f2", "b"))
                        .set(o -> o.priority(5))))
                .isEqualTo("ab");
        assertThat(told(chain(laptop.tasks().signature(Shapes::f1, "a"), sig("f2", "b"))))
                .isEqualTo("ab");
    }
}
