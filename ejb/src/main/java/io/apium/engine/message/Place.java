package io.apium.engine.message;

import com.fasterxml.jackson.annotation.JsonInclude;
import org.jspecify.annotations.Nullable;

/**
 * The place of a member in its group. Whoever ends last of a member reports to the group's join.
 *
 * @param group the group's id
 * @param index the member's number, from zero
 * @param stripe which of the join's counters counts it; {@link #ROOT} if there is only one; null if nobody waits for the
 *     group
 * @param depth how many groups are around the group
 * @param tolerant whether the group takes a failure of the member for an outcome like others
 * @param absorbed whether this group does, or one around it, so that a failure in here is made good already
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record Place(
        String group,
        int index,
        @Nullable Integer stripe,
        @Unset int depth,
        @Unset boolean tolerant,
        @Unset boolean absorbed) {

    /** The one counter of a small join. */
    public static final int ROOT = -1;

    /** {@return whether somebody waits for the group} */
    public boolean reports() {
        return stripe != null;
    }
}
