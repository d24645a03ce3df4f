package io.apium.engine.beat;

import io.apium.engine.beat.Timetable.Declared;
import io.apium.schedule.PeriodicTask;
import io.apium.schedule.PeriodicTaskStatus.Origin;
import io.apium.spi.ScheduleStore;
import io.apium.spi.StoredSchedule;
import io.apium.spi.StoredSchedule.Definition;
import io.apium.spi.StoredSchedule.Progress;
import io.apium.spi.Transactions;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Takes what a deployment declares over into the store: what is new there, and what has changed in the declaration since it was
 * last taken over. All else stays as it was changed at run time. Thread-safe.
 */
final class Declarations {

    private static final BeatLog LOG = new BeatLog();

    private final String application;
    private final List<Declared> declared;
    private final Definitions definitions;
    private final ScheduleStore store;
    private final Transactions transactions;

    Declarations(
            String application,
            List<Declared> declared,
            Definitions definitions,
            ScheduleStore store,
            Transactions transactions) {
        this.application = application;
        this.declared = declared;
        this.definitions = definitions;
        this.store = store;
        this.transactions = transactions;
    }

    /**
     * Takes them over, each in a transaction of its own, and removes what is declared no more. It can be done again.
     *
     * @throws RuntimeException if one could not be taken over; the others are
     */
    void takeOver() {
        var now = store.glance(application).now();
        var failures = new ArrayList<RuntimeException>();
        for (var each : declared) {
            attempt(() -> takeOver(each, now), failures);
        }
        store.findAll(application).stream()
                .filter(stored -> isDeclared(stored) && find(stored.name()).isEmpty())
                .forEach(stored -> attempt(() -> remove(stored), failures));
        if (!failures.isEmpty()) {
            throw failures.get(0);
        }
    }

    private void attempt(Runnable work, List<RuntimeException> failures) {
        try {
            transactions.inNew(work);
        } catch (RuntimeException e) {
            failures.add(e);
        }
    }

    private void remove(StoredSchedule stored) {
        requireUnchanged(stored.name(), store.lock(stored) && store.delete(stored));
        LOG.undeclared(stored.name());
    }

    private static void requireUnchanged(String name, boolean isUnchanged) {
        if (!isUnchanged) {
            throw new IllegalStateException("The periodic task '" + name + "' was run or changed at this moment");
        }
    }

    /** {@return whether it comes from a declaration} */
    static boolean isDeclared(StoredSchedule stored) {
        return !stored.definition().origin().equals(Origin.RUNTIME.name());
    }

    private void takeOver(Declared each, Instant now) {
        var definition = definition(each);
        var known = store.find(application, each.task().name());
        if (known.isEmpty()) {
            store.insert(new StoredSchedule(
                    application, each.task().name(), definition, Progress.before(firstDue(each.task(), now)), 0));
            LOG.declared(definition.origin(), each.task().name());
        } else if (!Objects.equals(
                definition.declared(), known.get().definition().declared())) {
            takeOver(each, definition, known.get(), now);
        }
    }

    private void takeOver(Declared each, Definition declared, StoredSchedule known, Instant now) {
        var name = each.task().name();
        var staysDisabled = each.task().isEnabled() && isDisabledByHand(known);
        var task = staysDisabled ? each.task().toBuilder().enabled(false).build() : each.task();
        var definition = staysDisabled ? definitions.write(task, each.origin(), declared.declared(), true) : declared;
        requireUnchanged(name, store.lock(known) && store.change(changed(known, definition, task, now)));
        LOG.redeclared(declared.origin(), name, known.definition().isEdited(), staysDisabled);
    }

    /** Whoever has stopped it does not want the next release to start it. */
    private boolean isDisabledByHand(StoredSchedule stored) {
        try {
            return stored.definition().isEdited() && !definitions.read(stored).isEnabled();
        } catch (IllegalArgumentException e) {
            // It is what no node could read that is replaced.
            return false;
        }
    }

    /**
     * Takes a declaration over again, in the current transaction. {@return false if somebody else has changed it meanwhile}
     *
     * @throws IllegalStateException if it is not declared here
     */
    boolean reset(StoredSchedule stored, Instant now) {
        var known = find(stored.name())
                .orElseThrow(() -> new IllegalStateException(
                        "The periodic task '" + stored.name() + "' is not declared on this node"));
        return store.change(changed(stored, definition(known), known.task(), now));
    }

    private Optional<Declared> find(String name) {
        return declared.stream().filter(each -> each.task().name().equals(name)).findFirst();
    }

    private Definition definition(Declared each) {
        var definition = definitions.write(each.task(), each.origin(), null, false);
        return new Definition(
                definition.origin(),
                fingerprint(definition),
                false,
                definition.schedule(),
                definition.canvas(),
                definition.rules());
    }

    static StoredSchedule changed(StoredSchedule stored, Definition definition, PeriodicTask task, Instant now) {
        return stored.with(definition).with(stored.progress().due(due(stored, definition, task, now)));
    }

    /** What is due stays so, also if it was missed, unless it is to be due at other times. */
    private static @Nullable Instant due(StoredSchedule stored, Definition definition, PeriodicTask task, Instant now) {
        if (task.maxRuns().filter(most -> most <= stored.progress().runs()).isPresent()) {
            return null;
        }
        var before = stored.progress().dueAt();
        var isSame = definition.schedule().equals(stored.definition().schedule()) && task.isEnabled();
        return before != null && isSame && isDueAt(task, before) ? before : firstDue(task, now);
    }

    private static boolean isDueAt(PeriodicTask task, Instant time) {
        return task.next(time.minus(1, ChronoUnit.MICROS)).filter(time::equals).isPresent();
    }

    static @Nullable Instant firstDue(PeriodicTask task, Instant now) {
        return task.isEnabled() ? task.next(now).orElse(null) : null;
    }

    private static String fingerprint(Definition definition) {
        try {
            var digest = MessageDigest.getInstance("SHA-256");
            for (var part : List.of(definition.schedule(), definition.canvas(), definition.rules())) {
                digest.update(part.getBytes(StandardCharsets.UTF_8));
                digest.update((byte) 0);
            }
            return HexFormat.of().formatHex(digest.digest());
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every Java platform has SHA-256", e);
        }
    }
}
