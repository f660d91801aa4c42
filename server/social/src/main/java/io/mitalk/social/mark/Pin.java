package io.mitalk.social.mark;

import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Immutable. Evidence for what is said at an instant.
 *
 * @param kind link, number or file
 * @param url where a link leads, null for a number
 * @param flag the asking that it answers, null where nobody asked
 * @param file of a file only
 */
public record Pin(
        UUID id,
        UUID account,
        String kind,
        String text,
        @Nullable String url,
        Instant at,
        @Nullable UUID flag,
        @Nullable File file) {

    /**
     * Immutable. A file that was pinned.
     *
     * @param name under which it is saved
     * @param type its media type
     * @param blob its bytes, null when they are not kept any more
     */
    record File(String name, String type, long bytes, @Nullable String blob) {}
}
