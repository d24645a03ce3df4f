package io.apium.engine.canvas;

import org.jspecify.annotations.Nullable;

/**
 * Where a task comes from.
 *
 * @param rootId the id of the workflow
 * @param parentId the id of the task or group before it, or null
 */
public record Lineage(String rootId, @Nullable String parentId) {}
