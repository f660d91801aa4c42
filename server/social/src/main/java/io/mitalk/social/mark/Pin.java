package io.mitalk.social.mark;

import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Immutable. Evidence for what is said at an instant.
 *
 * @param kind link or number
 * @param url where a link leads, null for a number
 * @param flag the asking that it answers, null where nobody asked
 */
public record Pin(
        UUID id,
        UUID account,
        String kind,
        String text,
        @Nullable String url,
        Instant at,
        @Nullable UUID flag) {}
