/**
 * When periodic tasks are due. Start reading at {@link io.apium.schedule.Schedule}, which lists the kinds; the largest of
 * them, {@link io.apium.schedule.Crontab}, finds its next moment with {@code Days}, {@code Times} and {@code WallClock}.
 *
 * <p>Depends on the JDK only; must not depend on any other package of ours.
 */
@NullMarked
package io.apium.schedule;

import org.jspecify.annotations.NullMarked;
