package io.apium.engine;

import io.apium.spi.ParkedMessage;
import io.apium.spi.ScheduleStore;
import io.apium.spi.StoredSchedule;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Periodic tasks in the memory of a {@link Laptop}. */
final class LaptopScheduleStore implements ScheduleStore {

    private final LaptopTransactions transactions;
    private final Clock clock;

    LaptopScheduleStore(LaptopTransactions transactions, Clock clock) {
        this.transactions = transactions;
        this.clock = clock;
    }

    private Stream<StoredSchedule> all(String application) {
        return transactions.database().memory().schedules().values().stream()
                .filter(schedule -> schedule.application().equals(application));
    }

    @Override
    public Glance glance(String application) {
        var nextRelease = transactions.database().memory().parked().values().stream()
                .map(ParkedMessage::entry)
                .map(ParkedMessage.Entry::dueAt)
                .min(Comparator.naturalOrder())
                .orElse(null);
        return new Glance(
                clock.instant(),
                due(application).map(LaptopScheduleStore::dueAt).findFirst().orElse(null),
                nextRelease);
    }

    private Stream<StoredSchedule> due(String application) {
        return all(application)
                .filter(schedule -> schedule.progress().dueAt() != null)
                .sorted(Comparator.comparing(LaptopScheduleStore::dueAt));
    }

    private static Instant dueAt(StoredSchedule schedule) {
        return Objects.requireNonNull(schedule.progress().dueAt());
    }

    @Override
    public List<StoredSchedule> findDue(String application, Instant now, int limit) {
        return due(application)
                .filter(schedule -> !dueAt(schedule).isAfter(now))
                .limit(limit)
                .toList();
    }

    @Override
    public List<StoredSchedule> findRunning(String application) {
        return all(application)
                .filter(schedule -> schedule.progress().runningId() != null)
                .toList();
    }

    @Override
    public List<StoredSchedule> findAll(String application) {
        return all(application)
                .sorted(Comparator.comparing(StoredSchedule::name))
                .toList();
    }

    @Override
    public Optional<StoredSchedule> find(String application, String name) {
        return all(application).filter(schedule -> schedule.name().equals(name)).findFirst();
    }

    @Override
    public void insert(StoredSchedule schedule) {
        transactions.change(memory -> {
            if (memory.schedules().putIfAbsent(key(schedule), inMicros(schedule)) != null) {
                throw new IllegalStateException("There is a periodic task " + schedule.name() + " already");
            }
        });
    }

    @Override
    public boolean lock(StoredSchedule schedule) {
        return isCurrent(schedule, find(schedule.application(), schedule.name()).orElse(null));
    }

    @Override
    public boolean advance(StoredSchedule schedule) {
        return put(schedule, next(schedule));
    }

    @Override
    public boolean change(StoredSchedule schedule) {
        return put(schedule, next(schedule));
    }

    @Override
    public boolean delete(StoredSchedule schedule) {
        return put(schedule, null);
    }

    private boolean put(StoredSchedule schedule, @Nullable StoredSchedule next) {
        if (!isCurrent(schedule, find(schedule.application(), schedule.name()).orElse(null))) {
            return false;
        }
        transactions.change(memory -> {
            var before = next == null
                    ? memory.schedules().remove(key(schedule))
                    : memory.schedules().put(key(schedule), next);
            if (!isCurrent(schedule, before)) {
                throw new IllegalStateException("Somebody else was quicker");
            }
        });
        return true;
    }

    private static boolean isCurrent(StoredSchedule schedule, @Nullable StoredSchedule stored) {
        return stored != null && stored.revision() == schedule.revision();
    }

    /** As a database keeps it. */
    private static StoredSchedule inMicros(StoredSchedule schedule) {
        var dueAt = schedule.progress().dueAt();
        return dueAt == null ? schedule : schedule.with(schedule.progress().due(dueAt.truncatedTo(ChronoUnit.MICROS)));
    }

    private static StoredSchedule next(StoredSchedule unrounded) {
        var schedule = inMicros(unrounded);
        return new StoredSchedule(
                schedule.application(),
                schedule.name(),
                schedule.definition(),
                schedule.progress(),
                schedule.revision() + 1);
    }

    private static List<String> key(StoredSchedule schedule) {
        return List.of(schedule.application(), schedule.name());
    }
}
