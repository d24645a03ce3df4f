/**
 * When periodic tasks are due, what is done then, and what waits for its time. Start reading at {@link
 * io.apium.schedule.Periodic}. {@link io.apium.schedule.Schedule} lists the kinds of schedules; the largest of them, {@link
 * io.apium.schedule.Crontab}, finds its next moment with {@code Days}, {@code Times} and {@code WallClock}.
 *
 * <p>The kinds of schedules depend on the JDK only; the rest may depend on {@code io.apium} and {@code io.apium.canvas}.
 */
@NullMarked
package io.apium.schedule;

import org.jspecify.annotations.NullMarked;
