package io.apium.engine.message;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.databind.DeserializationContext;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.SerializerProvider;
import com.fasterxml.jackson.databind.deser.std.StdDeserializer;
import com.fasterxml.jackson.databind.module.SimpleModule;
import com.fasterxml.jackson.databind.ser.std.StdSerializer;
import io.apium.TaskState;
import io.apium.canvas.Canvas;
import io.apium.canvas.Chain;
import io.apium.canvas.Chord;
import io.apium.canvas.Group;
import io.apium.canvas.Signature;
import java.io.IOException;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/** Lets Jackson write and read canvases, and states by their names. */
final class CanvasModule extends SimpleModule {

    private static final long serialVersionUID = 1L;

    private final transient AtomicReference<@Nullable CanvasCodec> codec;

    CanvasModule(AtomicReference<@Nullable CanvasCodec> codec) {
        super("apium-canvas");
        this.codec = codec;
        addSerializer(new Writer());
        addDeserializer(Canvas.class, new Reader<>(Canvas.class));
        addDeserializer(Signature.class, new Reader<>(Signature.class));
        addDeserializer(Chain.class, new Reader<>(Chain.class));
        addDeserializer(Group.class, new Reader<>(Group.class));
        addDeserializer(Chord.class, new Reader<>(Chord.class));
        addSerializer(new StateWriter());
        addDeserializer(TaskState.class, new StateReader());
    }

    private CanvasCodec codec() {
        return Objects.requireNonNull(codec.get(), "An engine knows how canvases are written");
    }

    @SuppressWarnings("rawtypes") // Jackson names types by their classes.
    private final class Writer extends StdSerializer<Canvas> {

        private static final long serialVersionUID = 1L;

        Writer() {
            super(Canvas.class);
        }

        @Override
        public void serialize(Canvas canvas, JsonGenerator generator, SerializerProvider provider) throws IOException {
            generator.writeTree(codec().write(canvas));
        }
    }

    private final class Reader<T> extends StdDeserializer<T> {

        private static final long serialVersionUID = 1L;

        private final Class<T> type;

        Reader(Class<T> type) {
            super(type);
            this.type = type;
        }

        @Override
        public T deserialize(JsonParser parser, DeserializationContext context) throws IOException {
            JsonNode tree = context.readTree(parser);
            try {
                return type.cast(codec().read(tree));
            } catch (IllegalArgumentException | ClassCastException e) {
                return context.reportInputMismatch(type, "%s", e.getMessage());
            }
        }
    }

    private static final class StateWriter extends StdSerializer<TaskState> {

        private static final long serialVersionUID = 1L;

        StateWriter() {
            super(TaskState.class);
        }

        @Override
        public void serialize(TaskState state, JsonGenerator generator, SerializerProvider provider)
                throws IOException {
            generator.writeString(state.name());
        }
    }

    private static final class StateReader extends StdDeserializer<TaskState> {

        private static final long serialVersionUID = 1L;

        StateReader() {
            super(TaskState.class);
        }

        @Override
        public TaskState deserialize(JsonParser parser, DeserializationContext context) throws IOException {
            return new TaskState(parser.getValueAsString(""));
        }
    }
}
