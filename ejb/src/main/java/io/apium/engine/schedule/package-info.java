/**
 * When the sun rises and sets, for schedules that go by it. Start reading at
 * {@link io.apium.engine.schedule.CalculatedSun}; all other schedules calculate themselves.
 *
 * <p>May depend on nothing of the engine.
 */
@NullMarked
package io.apium.engine.schedule;

import org.jspecify.annotations.NullMarked;
