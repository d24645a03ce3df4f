package io.apium.engine.message;

/**
 * The values that a task takes as its first argument: those of a group. They do not travel with the message.
 *
 * @param group the group's id
 * @param size how many members it has
 * @param tolerant whether the values are outcomes
 * @param shared whether other tasks take the same values, so that this one does not let them go
 */
public record Taken(
        String group,
        int size,
        @Unset boolean tolerant,
        @Unset boolean shared) {

    /** {@return the same for each member of a group} */
    public Taken byMany() {
        return new Taken(group, size, tolerant, true);
    }
}
