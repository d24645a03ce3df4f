/** Tests of schedules; the random ones compare them with {@link io.apium.schedule.ClockWalk}. */
@NullMarked
package io.apium.schedule;

import org.jspecify.annotations.NullMarked;
