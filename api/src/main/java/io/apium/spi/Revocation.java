package io.apium.spi;

import java.time.Instant;

/**
 * That a task is not to be called.
 *
 * @param id the task's
 * @param revokedAt when it was revoked, by the store's clock
 * @param expiresAt when that may be forgotten
 */
public record Revocation(String id, Instant revokedAt, Instant expiresAt) {}
