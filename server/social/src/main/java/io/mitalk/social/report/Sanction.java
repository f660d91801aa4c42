package io.mitalk.social.report;

import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Immutable. A suspension.
 *
 * @param by the operator
 * @param until when it ends by itself, or null for never
 */
record Sanction(UUID id, UUID account, String reason, UUID by, @Nullable Instant until) {}
