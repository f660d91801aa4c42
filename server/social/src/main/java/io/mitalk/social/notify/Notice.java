package io.mitalk.social.notify;

import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * Immutable. Something that one person is told; also what clients see.
 *
 * @param kind kebab-case name that says what {@code data} holds
 * @param readAt null while unread
 */
public record Notice(UUID id, String kind, Instant at, @Nullable Instant readAt, JsonNode data) {}
