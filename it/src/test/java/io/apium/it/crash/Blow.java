package io.apium.it.crash;

import java.time.Instant;

/**
 * Something was struck, and is there again.
 *
 * @param victim what was struck
 * @param where at which point, or how
 * @param kills how many blows it took: a second one hits while it recovers from the first
 * @param restart when it was started again, or its network was whole again
 * @param up when it was there again
 */
record Blow(String victim, String where, int kills, Instant restart, Instant up) {}
