package io.mitalk.social.show;

import io.mitalk.social.floor.FloorMode;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Immutable. What a room goes through.
 *
 * @param endsAt when the running segment goes over to the next; null while none runs
 * @param segments in their order
 */
record Show(Format format, @Nullable Instant endsAt, List<Segment> segments) {

    Show {
        segments = List.copyOf(segments);
    }

    /** The one that runs, or null. */
    @Nullable Segment running() {
        return segments.stream().filter(Segment::running).findFirst().orElse(null);
    }

    /** The first that has not begun, or null. */
    @Nullable Segment coming() {
        return segments.stream().filter(one -> one.began() == null).findFirst().orElse(null);
    }

    /** Whether it is good here that everybody speaks for as long as the others. */
    boolean balanced() {
        return format.balanced()
                || (format == Format.OWN
                        && segments.stream()
                                .anyMatch(
                                        one ->
                                                one.mode() == FloorMode.BALANCED
                                                        || one.mode() == FloorMode.ROUND));
    }
}
