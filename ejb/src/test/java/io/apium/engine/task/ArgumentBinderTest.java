package io.apium.engine.task;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import io.apium.InvalidArgumentsException;
import io.apium.Task;
import io.apium.TaskContext;
import io.apium.engine.message.Arguments;
import io.apium.engine.message.Json;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ArgumentBinderTest {

    enum Size {
        SMALL,
        LARGE
    }

    record Order(int number, @Nullable Size size) {
        Order {
            if (number < 0) {
                throw new IllegalArgumentException("No order has a negative number");
            }
        }
    }

    abstract static class Shelf<T> {
        @Task(name = "put")
        public void put(T thing, Map<String, T> others) {}
    }

    static class Orders extends Shelf<Order> {
        @Task(name = "three")
        void three(TaskContext context, int a, String b, boolean c) {}

        @Task(name = "none")
        void none() {}

        @Task(name = "number")
        void number(int number) {}

        @Task(name = "boxed")
        void boxed(@Nullable Integer number) {}

        @Task(name = "size")
        void size(Size size) {}

        @Task(name = "order")
        void order(Order order) {}

        @Task(name = "maybe")
        void maybe(Optional<Order> order) {}

        @Task(name = "table")
        void table(Map<Size, List<Order>> orders) {}
    }

    private final Json json = new Json();
    private final TaskRegistry tasks = new TaskRegistry.Builder(json)
            .add(Orders.class, (method, args) -> null)
            .build();

    private List<@Nullable Object> bind(String task, String positional, String named) {
        return new ArgumentBinder(json).bind(tasks.get(task), new Arguments(list(positional), map(named)));
    }

    private @Nullable Object bindOne(String task, String value) {
        return bind(task, "[" + value + "]", "{}").get(0);
    }

    private List<JsonNode> list(String text) {
        var list = new ArrayList<JsonNode>();
        tree(text).forEach(list::add);
        return list;
    }

    private Map<String, JsonNode> map(String text) {
        var map = new LinkedHashMap<String, JsonNode>();
        tree(text).properties().forEach(entry -> map.put(entry.getKey(), entry.getValue()));
        return map;
    }

    private JsonNode tree(String text) {
        try {
            return (JsonNode) Objects.requireNonNull(json.read(text, JsonNode.class));
        } catch (JsonProcessingException e) {
            throw new AssertionError(e);
        }
    }

    private void isRefused(String task, String positional, String named, String fault) {
        assertThatThrownBy(() -> bind(task, positional, named))
                .isInstanceOf(InvalidArgumentsException.class)
                .hasMessageStartingWith("Task '" + task + "' cannot be called: ")
                .hasMessageContaining(fault);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "[1, \"b\", true] | {}",
                "[] | {\"a\": 1, \"b\": \"b\", \"c\": true}",
                "[] | {\"c\": true, \"b\": \"b\", \"a\": 1}",
                "[1] | {\"c\": true, \"b\": \"b\"}",
                "[1, \"b\"] | {\"c\": true}",
            })
    void bindsByPositionAndByName(String positional, String named) {
        assertThat(bind("three", positional, named)).containsExactly(1, "b", true);
    }

    @Test
    void bindsNothingToNothing() {
        assertThat(bind("none", "[]", "{}")).isEmpty();
    }

    @Test
    void theArgumentsCannotBeChanged() {
        var arguments = bind("number", "[1]", "{}");

        assertThatThrownBy(() -> arguments.set(0, 2)).isInstanceOf(UnsupportedOperationException.class);
    }

    @Test
    void aMissingArgumentIsNamed() {
        isRefused("three", "[1]", "{\"c\": true}", "argument 2 (java.lang.String b) is missing");
        isRefused("three", "[]", "{}", "argument 1 (int a) is missing");
    }

    @Test
    void superfluousArgumentsAreCounted() {
        isRefused("three", "[1, \"b\", true, 4]", "{}", "it takes 3 arguments, but 4 are given");
        isRefused("none", "[1]", "{}", "it takes 0 arguments, but 1 is given");
    }

    @Test
    void anUnknownNameIsToldWithTheKnownOnes() {
        isRefused(
                "three",
                "[1, \"b\", true]",
                "{\"d\": 1}",
                "it has no parameter named d; its parameters are (a, b, c) (a class compiled without -parameters");
        isRefused("three", "[1, \"b\", true]", "{\"context\": {}}", "no parameter named context");
    }

    @Test
    void anArgumentGivenTwiceIsNamed() {
        isRefused("three", "[1, \"b\"]", "{\"b\": \"x\", \"c\": true}", "argument 2 (java.lang.String b) is given by");
    }

    @Test
    void aPrimitiveCannotBeNull() {
        isRefused("number", "[null]", "{}", "argument 1 (int number) cannot be read: null is no int");
        isRefused("number", "[]", "{\"number\": null}", "argument 1 (int number)");
    }

    @Test
    void anObjectCanBeNull() {
        assertThat(bindOne("boxed", "null")).isNull();
        assertThat(bindOne("order", "null")).isNull();
        assertThat(bind("boxed", "[]", "{\"number\": null}").get(0)).isNull();
    }

    @ParameterizedTest
    @ValueSource(strings = {"\"many\"", "{}", "[1]", "2147483648", "1.5", "true", "\"\""})
    void aValueThatIsNoIntegerIsRefused(String value) {
        isRefused("number", "[" + value + "]", "{}", "argument 1 (int number) cannot be read: ");
    }

    @Test
    void aWholeNumberIsAnIntegerHoweverItIsWritten() {
        assertThat(bindOne("number", "7")).isEqualTo(7);
        assertThat(bindOne("number", "\"7\"")).isEqualTo(7);
    }

    @Test
    void anEnumIsBoundByItsNameOnly() {
        assertThat(bindOne("size", "\"LARGE\"")).isEqualTo(Size.LARGE);
        isRefused("size", "[\"HUGE\"]", "{}", "argument 1 (" + Size.class.getName() + " size) cannot be read: ");
        isRefused("size", "[1]", "{}", "cannot be read: ");
    }

    @Test
    void aRecordIsBound() {
        assertThat(bindOne("order", "{\"number\": 7, \"size\": \"SMALL\"}")).isEqualTo(new Order(7, Size.SMALL));
    }

    @Test
    void fieldsThatARecordDoesNotHaveAreIgnored() {
        assertThat(bindOne("order", "{\"number\": 7, \"size\": \"SMALL\", \"colour\": {\"red\": 1}}"))
                .isEqualTo(new Order(7, Size.SMALL));
    }

    @Test
    void whatARecordRefusesIsTold() {
        isRefused("order", "[{\"number\": -1}]", "{}", "No order has a negative number");
    }

    @Test
    void anOptionalIsEmptyForNull() {
        assertThat(bindOne("maybe", "null")).isEqualTo(Optional.empty());
        assertThat(bindOne("maybe", "{\"number\": 7}")).isEqualTo(Optional.of(new Order(7, null)));
    }

    @Test
    void genericTypesAreHonoured() {
        assertThat(bindOne("table", "{\"SMALL\": [{\"number\": 7, \"size\": \"SMALL\"}]}"))
                .isEqualTo(Map.of(Size.SMALL, List.of(new Order(7, Size.SMALL))));
    }

    @Test
    void typeVariablesStandForTheTypesOfTheSubclass() {
        assertThat(bind(
                        "put",
                        "[{\"number\": 1, \"size\": \"SMALL\"}, {\"x\": {\"number\": 2, \"size\": \"LARGE\"}}]",
                        "{}"))
                .containsExactly(new Order(1, Size.SMALL), Map.of("x", new Order(2, Size.LARGE)));
    }

    @Test
    void aFaultInAListIsAFaultOfItsArgument() {
        isRefused("table", "[{\"SMALL\": [7]}]", "{}", "argument 1 (java.util.Map<");
    }
}
