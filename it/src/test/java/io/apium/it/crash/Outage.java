package io.apium.it.crash;

import java.io.IOException;

/**
 * Something that the servers need is away for a while.
 *
 * @param victim what is struck
 * @param how how it is struck
 */
record Outage(String victim, String how, Step begin, Step end) {

    /** What begins it, or ends it. */
    @FunctionalInterface
    interface Step {

        void take() throws IOException;
    }

    /** {@return the death of a broker} */
    static Outage of(ExternalBroker broker) {
        return new Outage("broker", "KILLED", broker::kill, broker::start);
    }

    /** {@return the death of a database} */
    static Outage of(Database database) {
        return new Outage("database", "KILLED", database::kill, database::start);
    }

    /** {@return a network whose connections are all reset, and that gives no new ones} */
    static Outage cut(Wire wire, String victim) {
        return new Outage(victim, "CUT", wire::cut, wire::mend);
    }

    /** {@return a network that lets nothing pass, and tells nobody} */
    static Outage freeze(Wire wire, String victim) {
        return new Outage(victim, "FROZEN", wire::freeze, wire::mend);
    }
}
