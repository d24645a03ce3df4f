package io.apium.engine;

import io.apium.spi.StoredResult;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What the transactions of a {@link Laptop} change.
 *
 * @param messages those of all queues, in the order in which they were sent
 * @param results by task id
 */
record LaptopMemory(List<LaptopMessage> messages, Map<String, StoredResult> results) {

    LaptopMemory() {
        this(List.of(), Map.of());
    }

    LaptopMemory copy() {
        return new LaptopMemory(new ArrayList<>(messages), new LinkedHashMap<>(results));
    }
}
