package io.apium.engine.canvas;

import static org.assertj.core.api.Assertions.assertThat;

import io.apium.AsyncResult;
import io.apium.Execution;
import io.apium.GroupResult;
import io.apium.Task;
import io.apium.TaskClient;
import io.apium.TaskContext;
import io.apium.TaskState;
import io.apium.canvas.Canvas;
import io.apium.canvas.FailedTask;
import io.apium.canvas.Outcome;
import io.apium.canvas.Signature;
import io.apium.engine.Laptop;
import io.apium.engine.LaptopMessage;
import io.apium.engine.canvas.Part.Behaviour;
import io.apium.engine.canvas.Part.Chain;
import io.apium.engine.canvas.Part.Counter;
import io.apium.engine.canvas.Part.Evaluation;
import io.apium.engine.canvas.Part.Group;
import io.apium.spi.Transactions;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.Set;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Assume;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.Tuple;
import org.jspecify.annotations.Nullable;

/**
 * Random canvases, of which some tasks fail, ignore themselves, retry, put others in their place or add some to their group,
 * run while transactions crash before their commit and messages are delivered twice. They end as a direct evaluation says: the
 * same values and states, every id with an end, every effect once, and nothing left behind. And if they are run on when
 * nothing fails any more, they end as if nothing had.
 */
class RandomCanvasTest {

    @Property(tries = 400)
    void endsAsADirectEvaluationSays(@ForAll("canvases") Part drawn, @ForAll long seed) {
        Assume.that(!isLoneTask(drawn));
        var part = drawn.numbered(new Counter());
        var expected = new Evaluation(false);
        var end = expected.evaluate(part);
        var healed = new Evaluation(true);
        healed.evaluate(part);
        Assume.that(!expected.isAmbiguous && !healed.isAmbiguous);
        // A group for which nobody waits has no end of its own, only its members have.
        List.of(expected, healed).forEach(evaluation -> evaluation.states.remove(lastOf(part)));
        try (var laptop = new Laptop(Map.of("apium.task-max-deliveries", "1000"))) {
            var nodes = laptop.add(new Nodes(laptop, part.extras(), healed.absorbed));
            var result = build(laptop.tasks(), part, false).delay();
            new Chaos(laptop, new Random(seed)).run();
            assertEndsAs(expected, laptop, nodes);
            assertThat(nodes.errorCalls).isEqualTo(expected.errorCalls);
            if (!(result instanceof GroupResult<?> group) || group.successful()) {
                assertThat(value(result)).isEqualTo(end.value());
            }

            nodes.isHealed = true;
            var retried = laptop.tasks().workflow("" + firstOf(part)).retryFailed();
            assertThat(retried.isEmpty()).isEqualTo(expected.failing.isEmpty());
            new Chaos(laptop, new Random(seed)).run();
            assertEndsAs(healed, laptop, nodes);
            expected.errorCalls.forEach((number, calls) -> healed.errorCalls.merge(number, calls, Math::max));
            assertThat(nodes.errorCalls).isEqualTo(healed.errorCalls);
        }
    }

    private static void assertEndsAs(Evaluation expected, Laptop laptop, Nodes nodes) {
        assertThat(statesOf(expected.states, laptop, "")).isEqualTo(expected.states);
        assertThat(statesOf(expected.links, laptop, "link-"))
                .describedAs(() -> expected.links.keySet().stream()
                        .map(number -> laptop.tasks().result("link-" + number).failure())
                        .toList()
                        .toString())
                .isEqualTo(expected.links);
        assertThat(valuesOf(expected.values, laptop)).isEqualTo(expected.values);
        assertThat(nodes.effects.values()).allMatch(count -> count == 1);
        assertThat(laptop.messages("apium")).isEmpty();
        assertThat(laptop.messages("apium.dead-letter")).isEmpty();
        assertThat(laptop.pagesKeptForEver()).isZero();
        expected.states
                .keySet()
                .forEach(
                        number -> assertThat(isKeptForEver(laptop, "" + number)).isFalse());
    }

    private static boolean isKeptForEver(Laptop laptop, String groupId) {
        return laptop.stores()
                .joins()
                .find(groupId)
                .filter(join -> join.expiresAt() == null)
                .filter(join -> join.outerId() == null || isKeptForEver(laptop, join.outerId()))
                .isPresent();
    }

    /** Nothing depends on how such a task ends, so that it does not store that it ignored itself. */
    private static boolean isLoneTask(Part part) {
        return part instanceof Part.Task task
                ? !task.isLinked()
                : part instanceof Chain chain
                        && !chain.hasErrorLink()
                        && chain.steps().size() == 1
                        && isLoneTask(chain.steps().get(0));
    }

    private static int lastOf(Part part) {
        return part instanceof Chain chain
                ? lastOf(chain.steps().get(chain.steps().size() - 1))
                : part instanceof Group ? part.number() : 0;
    }

    private static int firstOf(Part part) {
        return part instanceof Chain chain ? firstOf(chain.steps().get(0)) : part.number();
    }

    private static @Nullable String value(AsyncResult<?> result) {
        return result.state().equals(TaskState.SUCCESS) ? text(result.get(Duration.ZERO)) : null;
    }

    private static String text(@Nullable Object value) {
        if (value instanceof Outcome<?> outcome) {
            return outcome.state() + ":" + text(outcome.value());
        } else if (value instanceof Map<?, ?> outcome) {
            return outcome.get("state") + ":" + text(outcome.get("value"));
        }
        return value instanceof List<?> list
                ? list.stream().map(RandomCanvasTest::text).toList().toString().replace(", ", ",")
                : String.valueOf(value);
    }

    private static Map<Integer, TaskState> statesOf(Map<Integer, TaskState> numbers, Laptop laptop, String prefix) {
        var states = new HashMap<Integer, TaskState>();
        numbers.keySet()
                .forEach(number -> states.put(
                        number, laptop.tasks().result(prefix + number).state()));
        return states;
    }

    private static Map<Integer, String> valuesOf(Map<Integer, String> numbers, Laptop laptop) {
        var values = new HashMap<Integer, String>();
        numbers.keySet()
                .forEach(number -> values.put(
                        number,
                        text(laptop.tasks().result("" + number, String.class).get(Duration.ZERO))));
        return values;
    }

    private static Canvas<?> build(TaskClient tasks, Part part, boolean takes) {
        if (part instanceof Part.Task task) {
            return task(tasks, task, takes);
        } else if (part instanceof Chain chain) {
            var steps = new ArrayList<Canvas<?>>();
            for (var step : chain.steps()) {
                steps.add(build(tasks, step, takes || !steps.isEmpty()));
            }
            var canvas = tasks.chain(steps);
            return chain.hasErrorLink() ? canvas.linkError(tasks.signature("error", chain.number())) : canvas;
        }
        var group = (Group) part;
        var canvas = tasks.<Object>group(group.members().stream()
                        .map(member -> build(tasks, member, takes))
                        .toList())
                .set(o -> o.taskId("" + group.number()));
        if (group.isLinked()) {
            canvas = canvas.link(tasks.signature("link").set(o -> o.taskId("link-" + group.number())));
        }
        if (group.hasErrorLink()) {
            canvas = canvas.linkError(tasks.signature("error", group.number()));
        }
        return group.isTolerant() ? canvas.tolerateFailures() : canvas;
    }

    private static Canvas<?> task(TaskClient tasks, Part.Task task, boolean takes) {
        var name = task.isLeased() ? "leased" : "node";
        Signature<?> signature = takes
                ? tasks.signature(name, task.number(), task.behaviour())
                : tasks.signature(name, null, task.number(), task.behaviour());
        signature = signature.set(o -> o.taskId("" + task.number()));
        return task.isLinked()
                ? signature.link(tasks.signature("link").set(o -> o.taskId("link-" + task.number())))
                : signature;
    }

    @Provide
    Arbitrary<Part> canvases() {
        return parts(3);
    }

    private static Arbitrary<Part> parts(int depth) {
        var task = tasks();
        if (depth == 0) {
            return task;
        }
        var inner = parts(depth - 1);
        return Arbitraries.oneOf(
                task, chains(inner), chains(inner), groups(inner.list().ofMaxSize(4)), groups(members(inner)));
    }

    /** Some groups are so large that they have stripes. */
    private static Arbitrary<List<Part>> members(Arbitrary<Part> inner) {
        var many = tasks().list().ofMinSize(Stripes.SMALL + 1).ofMaxSize(Stripes.SMALL + 8);
        return Arbitraries.frequencyOf(Tuple.of(5, inner.list().ofMaxSize(4)), Tuple.of(1, many));
    }

    private static Arbitrary<Part> chains(Arbitrary<Part> inner) {
        return Combinators.combine(inner.list().ofMinSize(1).ofMaxSize(4), rarely())
                .as((steps, hasErrorLink) -> new Chain(0, steps, hasErrorLink));
    }

    private static Arbitrary<Part> groups(Arbitrary<List<Part>> members) {
        return Combinators.combine(members, rarely(), rarely(), rarely())
                .as((list, isTolerant, isLinked, hasErrorLink) ->
                        new Group(0, list, isTolerant, isLinked, hasErrorLink));
    }

    private static Arbitrary<Part> tasks() {
        var plain = plainTasks();
        var extra = Arbitraries.oneOf(plain, chains(plain), groups(plain.list().ofMaxSize(3)));
        var special = Combinators.combine(Arbitraries.of(Behaviour.REPLACE, Behaviour.ADD), rarely(), rarely(), extra)
                .<Part>as(
                        (behaviour, isLeased, isLinked, more) -> new Part.Task(0, behaviour, isLeased, isLinked, more));
        return Arbitraries.frequencyOf(Tuple.of(6, plain), Tuple.of(1, special));
    }

    private static Arbitrary<Part> plainTasks() {
        return Combinators.combine(
                        Arbitraries.frequency(
                                Tuple.of(12, Behaviour.RETURN),
                                Tuple.of(1, Behaviour.FAIL),
                                Tuple.of(1, Behaviour.IGNORE),
                                Tuple.of(2, Behaviour.RETRY_AND_RETURN),
                                Tuple.of(1, Behaviour.RETRY_AND_FAIL)),
                        rarely(),
                        rarely())
                .as((behaviour, isLeased, isLinked) -> new Part.Task(0, behaviour, isLeased, isLinked, null));
    }

    private static Arbitrary<Boolean> rarely() {
        return Arbitraries.integers().between(0, 4).map(number -> number == 0);
    }

    /** Delivers messages in any order of queues, and lets things go wrong now and then. */
    private static final class Chaos {

        private final Laptop laptop;
        private final Random random;
        private int duplicates = 5;

        Chaos(Laptop laptop, Random random) {
            this.laptop = laptop;
            this.random = random;
        }

        void run() {
            while (!laptop.messages("apium").isEmpty() || random.nextInt(4) > 0) {
                var messages = laptop.messages("apium");
                switch (random.nextInt(8)) {
                    case 0 -> laptop.crash("apium");
                    case 1 -> duplicate(messages);
                    case 2 -> laptop.runLeased();
                    case 3 -> laptop.forgetDeliveries();
                    default -> laptop.deliver("apium");
                }
            }
            laptop.work();
        }

        private void duplicate(List<LaptopMessage> messages) {
            if (duplicates > 0 && !messages.isEmpty()) {
                duplicates--;
                var message = messages.get(random.nextInt(messages.size()));
                laptop.send("apium", message.properties(), message.body());
            }
        }
    }

    /** The tasks of random canvases. */
    private static final class Nodes {

        private final Laptop laptop;
        private final Transactions transactions;
        private final Map<Integer, Part> extras;
        private final Set<Integer> absorbed;

        /** Whether tasks that fail return instead, unless their failure is taken for an outcome. */
        boolean isHealed;

        /** How often the work of a task was committed, by its number and what it does. */
        final Map<String, Integer> effects = new HashMap<>();

        final Map<Integer, Integer> errorCalls = new HashMap<>();

        Nodes(Laptop laptop, Map<Integer, Part> extras, Set<Integer> absorbed) {
            this.laptop = laptop;
            this.transactions = laptop.transactions();
            this.extras = extras;
            this.absorbed = absorbed;
        }

        @Task(name = "node", batchable = true)
        public Object node(TaskContext context, @Nullable Object input, int number, Behaviour behaviour) {
            return run(context, input, number, behaviour);
        }

        @Task(name = "leased", execution = Execution.AT_LEAST_ONCE)
        public Object leased(TaskContext context, @Nullable Object input, int number, Behaviour behaviour) {
            return run(context, input, number, behaviour);
        }

        private String run(TaskContext context, @Nullable Object input, int number, Behaviour behaviour) {
            var isRetry = behaviour == Behaviour.RETRY_AND_RETURN || behaviour == Behaviour.RETRY_AND_FAIL;
            if (isRetry && context.attempt() == 0) {
                throw context.retry().countdown(Duration.ZERO);
            }
            if (behaviour.fails() && (!isHealed || absorbed.contains(number))) {
                throw new IllegalArgumentException("No " + number);
            }
            if (behaviour == Behaviour.IGNORE) {
                throw context.ignore();
            }
            if (transactions.current().isPresent()) {
                transactions.whenEnded(
                        committed -> effects.merge(number + " " + behaviour, committed ? 1 : 0, Integer::sum));
            }
            if (behaviour == Behaviour.REPLACE) {
                var replacement = Objects.requireNonNull(extras.get(number)).endingAs(number);
                throw context.replace(build(laptop.tasks(), replacement, false));
            }
            if (behaviour == Behaviour.ADD) {
                add(context, Objects.requireNonNull(extras.get(number)));
            }
            return number + "(" + text(input) + ")";
        }

        private void add(TaskContext context, Part extra) {
            try {
                context.addToChord(build(laptop.tasks(), extra, false));
            } catch (IllegalStateException e) {
                assertThat(e).hasMessageContaining("not the last step of a member");
            }
        }

        @Task(name = "link")
        public @Nullable Object link(@Nullable Object value) {
            return value;
        }

        @Task(name = "error")
        public String error(FailedTask failed, int number) {
            transactions.whenEnded(committed -> {
                if (committed) {
                    errorCalls.merge(number, 1, Integer::sum);
                }
            });
            return failed.id();
        }
    }
}
