package io.apium.engine.beat;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import io.apium.InvalidTasksException;
import io.apium.Task;
import io.apium.TaskClient;
import io.apium.TaskContext;
import io.apium.engine.Laptop;
import io.apium.schedule.Interval;
import io.apium.schedule.Misfire;
import io.apium.schedule.Overlap;
import io.apium.schedule.Periodic;
import io.apium.schedule.PeriodicTask;
import io.apium.schedule.PeriodicTaskSource;
import io.apium.schedule.PeriodicTaskStatus;
import io.apium.schedule.PeriodicTaskStatus.Origin;
import io.apium.schedule.Schedule;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Where periodic tasks come from, and who wins. */
class TimetableTest {

    private static final Instant MIDNIGHT = Instant.parse("2026-01-01T00:00:00Z");

    static class Garden {

        final List<String> notes = new ArrayList<>();

        @Task(name = "water")
        @Periodic("interval(10 minutes)")
        @Periodic(
                value = "crontab(0 6 * * *)",
                name = "roses",
                args = "[\"roses\"]",
                start = "2026-01-02T00:00:00Z",
                end = "2026-01-05T00:00:00Z",
                maxRuns = 3,
                misfire = Misfire.ALL,
                misfireLimit = 4,
                overlap = Overlap.SKIP,
                jitter = "PT5S",
                expires = "PT1H",
                enabled = false)
        void water(TaskContext context, String what) {
            notes.add(context.headers().get(PeriodicTask.NAME_HEADER) + " " + what);
        }
    }

    static class Kitchen implements PeriodicTaskSource {

        final List<String> notes = new ArrayList<>();

        @Task(name = "cook")
        void cook(String what) {
            notes.add(what);
        }

        @Override
        public Iterable<PeriodicTask> periodicTasks(TaskClient tasks) {
            return List.of(
                    PeriodicTask.builder("dinner", Interval.every(Duration.ofHours(1)), tasks.signature("cook", "soup"))
                            .build());
        }
    }

    static class Terrace {

        final List<String> notes = new ArrayList<>();

        @Task(name = "grill")
        @Periodic(
                value = "interval(1 hours)",
                named = "{\"what\":\"corn\"}",
                queue = "grill",
                priority = 8,
                headers = "{\"Salt\":\"less\"}")
        void grill(TaskContext context, String what) {
            notes.add(what + ", salt: " + context.headers().get("Salt"));
        }
    }

    /** A schedule of the application's own. */
    static class Odd implements Schedule {

        @Override
        public Optional<Instant> next(Instant moment) {
            return Interval.every(Duration.ofSeconds(7)).next(moment);
        }

        @Override
        public String describe() {
            return "oddly";
        }
    }

    static class Strange {

        @Task(name = "hum")
        @Periodic(schedule = Odd.class)
        void hum() {}
    }

    static class Broken {

        @Task(name = "dig")
        @Periodic("every now and then")
        @Periodic(value = "interval(1 minutes)", name = "deep", args = "[1, 2]")
        @Periodic(value = "interval(1 minutes)", name = "deeper", args = "{}")
        @Periodic(value = "interval(1 minutes)", name = "jitter", args = "[1]", jitter = "a while")
        @Periodic(value = "interval(1 minutes)", name = "heads", args = "[1]", headers = "{\"x\": {\"y\": 1}}")
        @Periodic(name = "when", args = "[1]")
        @Periodic(
                value = "interval(1 minutes)",
                name = "ends",
                args = "[1]",
                start = "2026-01-02T00:00:00Z",
                end = "2026-01-01T00:00:00Z")
        void dig(int depth) {}
    }

    static class NoTask {

        @Periodic("interval(1 minutes)")
        void idle() {}

        @Task
        void other() {}
    }

    private static PeriodicTask task(PeriodicTaskStatus status) {
        return Objects.requireNonNull(status.task());
    }

    private static final Map<String, String> ARGS = Map.of("apium.beat.schedule.water.args", "[\"lawn\"]");

    @Test
    void whatAnAnnotationSaysIsStored() {
        try (var laptop = new Laptop(ARGS)) {
            laptop.add(new Garden());
            laptop.beat();
            var roses = laptop.schedules().find("roses").orElseThrow();
            assertThat(roses.origin()).isEqualTo(Origin.ANNOTATION);
            assertThat(roses.nextDue()).isNull();
            var task = task(roses);
            assertThat(task.start()).contains(Instant.parse("2026-01-02T00:00:00Z"));
            assertThat(task.end()).contains(Instant.parse("2026-01-05T00:00:00Z"));
            assertThat(task.maxRuns()).contains(3);
            assertThat(task.misfire()).isEqualTo(Misfire.ALL);
            assertThat(task.misfireLimit()).isEqualTo(4);
            assertThat(task.overlap()).isEqualTo(Overlap.SKIP);
            assertThat(task.jitter()).isEqualTo(Duration.ofSeconds(5));
            assertThat(task.expires()).contains(Duration.ofHours(1));
            assertThat(task.isEnabled()).isFalse();
            assertThat(task.next(MIDNIGHT)).contains(Instant.parse("2026-01-02T06:00:00Z"));
        }
    }

    @Test
    void anAnnotationAndWhatIsConfiguredForItAreRun() {
        try (var laptop = new Laptop(ARGS)) {
            var garden = laptop.add(new Garden());
            laptop.beat();
            laptop.clock().advance(Duration.ofMinutes(10));
            laptop.beat();
            laptop.work();
            assertThat(garden.notes).containsExactly("water lawn");
        }
    }

    @Test
    void theConfigurationGoesBeforeTheAnnotation() {
        var configuration = Map.of(
                "apium.beat.schedule.\"water\".schedule", "crontab(0 7 * * *)",
                "apium.beat.schedule.\"water\".args", "[\"lawn\"]",
                "apium.beat.schedule.roses.enabled", "true",
                "apium.timezone", "Europe/Berlin");
        try (var laptop = new Laptop(configuration)) {
            laptop.add(new Garden());
            laptop.beat();
            assertThat(laptop.schedules().find("water").orElseThrow().nextDue())
                    .isEqualTo(Instant.parse("2026-01-01T06:00:00Z"));
            assertThat(laptop.schedules().find("roses").orElseThrow().nextDue())
                    .isEqualTo(Instant.parse("2026-01-02T05:00:00Z"));
        }
    }

    @Test
    void theConfigurationAloneIsEnough() {
        var configuration = Map.of(
                "apium.beat.schedule.breakfast.task", "cook",
                "apium.beat.schedule.breakfast.args", "[\"eggs\"]",
                "apium.beat.schedule.breakfast.schedule", "interval(1 minutes)",
                "apium.beat.schedule.breakfast.queue", "stove",
                "apium.beat.schedule.breakfast.priority", "7",
                "apium.beat.schedule.lunch.canvas", "{\"chain\":[{\"task\":\"cook\",\"args\":[\"rice\"]}]}",
                "apium.beat.schedule.lunch.schedule", "interval(1 minutes)",
                "apium.beat.schedule.supper.task", "cook",
                "apium.beat.schedule.supper.named", "{\"what\":\"bread\"}",
                "apium.beat.schedule.supper.schedule", "interval(1 minutes)");
        try (var laptop = new Laptop(configuration)) {
            var kitchen = laptop.add(new Kitchen());
            laptop.beat();
            assertThat(laptop.schedules().find("breakfast").orElseThrow().origin())
                    .isEqualTo(Origin.CONFIGURATION);
            laptop.clock().advance(Duration.ofMinutes(1));
            laptop.beat();
            assertThat(laptop.messages("stove")).hasSize(1).allMatch(message -> message.priority() == 7);
            laptop.work();
            assertThat(kitchen.notes).containsExactlyInAnyOrder("eggs", "rice", "bread");
        }
    }

    @Test
    void anAnnotationOrASettingSaysHowItIsSent() {
        try (var laptop = new Laptop()) {
            var terrace = laptop.add(new Terrace());
            laptop.beat();
            laptop.clock().advance(Duration.ofHours(1));
            laptop.beat();
            assertThat(laptop.messages("grill")).hasSize(1).allMatch(message -> message.priority() == 8);
            laptop.work();
            try (var next = laptop.anotherNode(Map.of("apium.beat.schedule.grill.headers", "{\"Salt\":\"more\"}"))) {
                next.beat();
                laptop.clock().advance(Duration.ofHours(1));
                next.beat();
                next.work();
            }
            assertThat(terrace.notes).containsExactly("corn, salt: less", "corn, salt: more");
        }
    }

    @Test
    void aSourceDeclaresInCode() {
        try (var laptop = new Laptop()) {
            var kitchen = laptop.add(new Kitchen());
            laptop.beat();
            assertThat(laptop.schedules().find("dinner").orElseThrow().origin()).isEqualTo(Origin.CODE);
            laptop.clock().advance(Duration.ofHours(1));
            laptop.beat();
            laptop.work();
            assertThat(kitchen.notes).containsExactly("soup");
        }
    }

    @Test
    void anEditStaysUntilTheDeclarationChangesOrItIsReset() {
        try (var laptop = new Laptop(ARGS)) {
            laptop.add(new Garden());
            laptop.beat();
            laptop.schedules().disable("water");
            laptop.restart();
            laptop.beat();
            var edited = laptop.schedules().find("water").orElseThrow();
            assertThat(edited.isEdited()).isTrue();
            assertThat(task(edited).isEnabled()).isFalse();
            laptop.schedules().reset("water");
            assertThat(laptop.schedules().find("water").orElseThrow().isEdited())
                    .isFalse();
            assertThat(laptop.schedules().find("water").orElseThrow().nextDue()).isNotNull();
            laptop.schedules().disable("water");
            try (var next = laptop.anotherNode(Map.of("apium.beat.schedule.water.args", "[\"trees\"]"))) {
                next.beat();
                var changed = next.schedules().find("water").orElseThrow();
                assertThat(task(changed).canvas().toJson()).contains("trees");
                // Whoever has stopped it does not want the next release to start it.
                assertThat(task(changed).isEnabled()).isFalse();
                assertThat(changed.isEdited()).isTrue();
                assertThat(changed.nextDue()).isNull();
                next.schedules()
                        .change(task(changed).toBuilder()
                                .enabled(true)
                                .maxRuns(9)
                                .build());
                try (var last = laptop.anotherNode(Map.of("apium.beat.schedule.water.args", "[\"grass\"]"))) {
                    last.beat();
                    var again = last.schedules().find("water").orElseThrow();
                    assertThat(again.isEdited()).isFalse();
                    assertThat(task(again).maxRuns()).isEmpty();
                }
            }
        }
    }

    @Test
    void aChangeOfSomethingElseKeepsWhatIsDue() {
        try (var laptop = new Laptop(ARGS)) {
            var garden = laptop.add(new Garden());
            laptop.beat();
            laptop.clock().advance(Duration.ofMinutes(15));
            try (var next = laptop.anotherNode(Map.of("apium.beat.schedule.water.args", "[\"trees\"]"))) {
                next.beat();
                next.work();
                assertThat(garden.notes).containsExactly("water trees");
            }
        }
    }

    @Test
    void aDeclarationThatMeetsARunIsTakenOverAfterIt() {
        var schedule = new SchedulesTest.Interrupted();
        var when = "bean(" + schedule.getClass().getName() + ")";
        try (var laptop = new Laptop(
                Map.of("apium.beat.schedule.water.args", "[\"lawn\"]", "apium.beat.schedule.water.schedule", when))) {
            laptop.add(schedule);
            laptop.add(new Garden());
            laptop.beat();
            // In a transaction of its own, as by another node.
            schedule.meanwhile.add(
                    () -> laptop.transactions().inNew(() -> laptop.schedules().runNow("water")));
            try (var next = laptop.anotherNode(Map.of(
                    "apium.beat.schedule.water.args", "[\"trees\"]", "apium.beat.schedule.water.schedule", when))) {
                next.beat();
                assertThat(schedule.meanwhile).isEmpty();
                next.beat();
                assertThat(next.schedules().find("water").orElseThrow().runs()).isEqualTo(1);
                assertThat(task(next.schedules().find("water").orElseThrow())
                                .canvas()
                                .toJson())
                        .contains("trees");
            }
        }
    }

    @Test
    void aDeclarationThatCannotBeTakenOverHoldsUpNothing() {
        try (var laptop = new Laptop()) {
            var moody = laptop.add(new Moody());
            laptop.add(new Kitchen());
            laptop.beat();
            laptop.clock().advance(Duration.ofHours(1));
            laptop.beat();
            assertThat(laptop.schedules().list())
                    .extracting(PeriodicTaskStatus::name, PeriodicTaskStatus::runs)
                    .containsExactly(tuple("dinner", 1));
            moody.isWell = true;
            laptop.beat();
            assertThat(laptop.schedules().list())
                    .extracting(PeriodicTaskStatus::name)
                    .containsExactly("breakfast", "dinner");
        }
    }

    /** A schedule that sometimes cannot say when it is due, and who declares it. */
    static class Moody implements Schedule, PeriodicTaskSource {

        private boolean isWell;

        @Override
        public Optional<Instant> next(Instant moment) {
            if (!isWell) {
                throw new IllegalStateException("not now");
            }
            return Optional.of(moment.plusSeconds(1));
        }

        @Override
        public String describe() {
            return "when it likes";
        }

        @Override
        public Iterable<PeriodicTask> periodicTasks(TaskClient tasks) {
            return List.of(PeriodicTask.builder("breakfast", this, tasks.signature("cook", "egg"))
                    .build());
        }
    }

    @Test
    void whatIsDeclaredNoMoreIsRemoved() {
        try (var laptop = new Laptop()) {
            laptop.add(new Kitchen());
            laptop.beat();
            laptop.schedules()
                    .create(PeriodicTask.builder(
                                    "snack",
                                    Interval.every(Duration.ofHours(1)),
                                    laptop.tasks().signature("cook", "nuts"))
                            .build());
            assertThatThrownBy(() -> laptop.schedules().delete("dinner"))
                    .isInstanceOf(IllegalStateException.class)
                    .hasMessageContaining("disable it");
            try (var next = laptop.anotherNode(Map.of())) {
                next.removeBeans();
                next.add(new Kitchen() {
                    @Override
                    public Iterable<PeriodicTask> periodicTasks(TaskClient tasks) {
                        return List.of();
                    }
                });
                next.beat();
                assertThat(next.schedules().list())
                        .extracting(PeriodicTaskStatus::name)
                        .containsExactly("snack");
            }
        }
    }

    @Test
    void allThatIsWrongIsToldAtOnce() {
        var configuration = Map.of(
                "apium.beat.schedule.lunch.schedule", "interval(1 minutes)",
                "apium.beat.schedule.tea.task", "brew",
                "apium.beat.schedule.tea.schedule", "interval(1 minutes)",
                "apium.beat.schedule.supper.when", "later");
        try (var laptop = new Laptop(configuration)) {
            laptop.add(new Broken());
            assertThatThrownBy(laptop::beat)
                    .isInstanceOf(InvalidTasksException.class)
                    .hasMessageContaining("'dig' cannot work: The schedule 'every now and then' cannot be read")
                    .hasMessageContaining("'deep' cannot work")
                    .hasMessageContaining("'deeper' cannot work: its args must be a JSON array")
                    .hasMessageContaining(
                            "'jitter' cannot work: its jitter cannot be 'a while': it must be a duration such as PT5S")
                    .hasMessageContaining("'heads' cannot work: its header x must be a JSON text")
                    .hasMessageContaining("Write when it is due")
                    .hasMessageContaining("must not end")
                    .hasMessageContaining("'lunch' cannot work: it has neither a task nor a canvas")
                    .hasMessageContaining("'tea' cannot work: no task here has the name 'brew'")
                    .hasMessageContaining("A periodic task has no attribute when");
        }
    }

    @Test
    void aMethodThatIsNoTaskCannotBePeriodic() {
        try (var laptop = new Laptop()) {
            laptop.add(new NoTask());
            assertThatThrownBy(laptop::beat)
                    .isInstanceOf(InvalidTasksException.class)
                    .hasMessageContaining("must be a task, with @Task");
        }
    }

    @Test
    void aScheduleCanBeTheApplicationsOwn() {
        try (var laptop = new Laptop()) {
            var odd = laptop.add(new Odd());
            laptop.add(new Strange());
            laptop.beat();
            var hum = laptop.schedules().find("hum").orElseThrow();
            assertThat(task(hum).schedule()).isSameAs(odd);
            assertThat(hum.nextDue()).isEqualTo(odd.next(MIDNIGHT).orElseThrow());
            laptop.schedules().change(task(hum).toBuilder().maxRuns(3).build());
            assertThat(task(laptop.schedules().find("hum").orElseThrow()).maxRuns())
                    .contains(3);
        }
    }

    @Test
    void aScheduleThatOtherNodesCannotKnowIsRefused() {
        try (var laptop = new Laptop()) {
            laptop.add(new Strange());
            assertThatThrownBy(laptop::beat)
                    .isInstanceOf(InvalidTasksException.class)
                    .hasMessageContaining("There is no CDI bean of the class");
        }
    }

    @Test
    void twoOfOneNameAreRefused() {
        try (var laptop = new Laptop()) {
            laptop.add(new Kitchen());
            laptop.add(new Kitchen() {
                @Override
                @Task(name = "bake")
                void cook(String what) {}
            });
            assertThatThrownBy(laptop::beat)
                    .isInstanceOf(InvalidTasksException.class)
                    .hasMessageContaining("Two periodic tasks have the name 'dinner'");
        }
    }
}
