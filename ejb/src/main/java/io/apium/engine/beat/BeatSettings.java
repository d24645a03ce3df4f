package io.apium.engine.beat;

import java.time.Duration;

/**
 * How beat works.
 *
 * @param enabled {@code apium.beat-enabled}: whether this node does what is due
 * @param application {@code apium.application}: whose periodic tasks this node runs
 * @param misfireAfter {@code apium.beat-misfire-after}: how late a due time counts as missed
 * @param parkAfter {@code apium.park-after}: what is held back for longer is parked
 */
public record BeatSettings(boolean enabled, String application, Duration misfireAfter, Duration parkAfter) {}
