package io.apium.engine.message;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JavaType;
import io.apium.ResultType;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class JsonTest {

    @JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "kind")
    @JsonSubTypes({
        @JsonSubTypes.Type(value = Circle.class, name = "circle"),
        @JsonSubTypes.Type(value = Square.class, name = "square")
    })
    sealed interface Shape {}

    record Circle(int radius) implements Shape {}

    record Square(int side) implements Shape {}

    private final Json json = new Json();
    private final List<Shape> shapes = List.of(new Circle(1), new Square(2));
    private final JavaType listOfShapes = json.types().constructType(new ResultType<List<Shape>>() {}.type());

    @Test
    void keepsTheTypesOfPolymorphicElements() throws JsonProcessingException {
        assertThat(json.fromTree(json.toTree(shapes, listOfShapes), listOfShapes))
                .isEqualTo(shapes);
        assertThat(json.read(json.write(shapes, listOfShapes), listOfShapes)).isEqualTo(shapes);
    }

    @Test
    void writesElementsOfAnotherTypeAsTheyAre() throws JsonProcessingException {
        var listOfLongs = json.types().constructType(new ResultType<List<Long>>() {}.type());
        var mapOfLongs = json.types().constructType(new ResultType<Map<String, List<Long>>>() {}.type());

        assertThat(json.fromTree(json.toTree(List.of(1, 2), listOfLongs), listOfLongs))
                .isEqualTo(List.of(1L, 2L));
        assertThat(json.fromTree(json.toTree(Map.of("a", List.of(1)), mapOfLongs), mapOfLongs))
                .isEqualTo(Map.of("a", List.of(1L)));
    }
}
