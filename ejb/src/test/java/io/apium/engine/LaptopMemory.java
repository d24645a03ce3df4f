package io.apium.engine;

import io.apium.spi.Lease;
import io.apium.spi.OnceStore.StoredCall;
import io.apium.spi.ParkedMessage;
import io.apium.spi.Revocation;
import io.apium.spi.StoredAttempt;
import io.apium.spi.StoredResult;
import io.apium.spi.StoredSchedule;
import io.apium.spi.WorkflowStore.FailedMessage;
import io.apium.spi.WorkflowStore.Page;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * What the transactions of a {@link Laptop} change.
 *
 * @param messages those of all queues, in the order in which they were sent
 * @param results by task id
 * @param attempts by task id and number
 * @param aborts when the wish to abort a task is forgotten, by its id
 * @param revocations by task id
 * @param leases by task id and attempt
 * @param nodes when they were last seen, by id
 * @param duties when they are due, by name
 * @param calls of calls to the outside world, by task id and key
 * @param joins by group id
 * @param pages of tails and plans, by id and number
 * @param failed the messages of tasks that have failed, by task id
 * @param schedules periodic tasks, by application and name
 * @param parked messages that wait for their time, by key
 */
record LaptopMemory(
        List<LaptopMessage> messages,
        Map<String, StoredResult> results,
        Map<String, Map<Integer, StoredAttempt>> attempts,
        Map<String, Instant> aborts,
        Map<String, Revocation> revocations,
        Map<List<Object>, Lease> leases,
        Map<String, Instant> nodes,
        Map<String, Instant> duties,
        Map<List<String>, StoredCall> calls,
        Map<String, LaptopJoinStore.Counters> joins,
        Map<List<Object>, Page> pages,
        Map<String, FailedMessage> failed,
        Map<List<String>, StoredSchedule> schedules,
        Map<String, ParkedMessage> parked) {

    LaptopMemory() {
        this(
                List.of(), Map.of(), Map.of(), Map.of(), Map.of(), Map.of(), Map.of(), Map.of(), Map.of(), Map.of(),
                Map.of(), Map.of(), Map.of(), Map.of());
    }

    LaptopMemory copy() {
        var attemptsCopy = new LinkedHashMap<String, Map<Integer, StoredAttempt>>();
        attempts.forEach((id, byNumber) -> attemptsCopy.put(id, new TreeMap<>(byNumber)));
        return new LaptopMemory(
                new ArrayList<>(messages),
                new LinkedHashMap<>(results),
                attemptsCopy,
                new LinkedHashMap<>(aborts),
                new LinkedHashMap<>(revocations),
                new LinkedHashMap<>(leases),
                new LinkedHashMap<>(nodes),
                new LinkedHashMap<>(duties),
                new LinkedHashMap<>(calls),
                new LinkedHashMap<>(joins),
                new LinkedHashMap<>(pages),
                new LinkedHashMap<>(failed),
                new LinkedHashMap<>(schedules),
                new LinkedHashMap<>(parked));
    }
}
