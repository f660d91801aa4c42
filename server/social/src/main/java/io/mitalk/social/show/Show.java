package io.mitalk.social.show;

import io.mitalk.social.floor.FloorMode;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Immutable. What a room goes through.
 *
 * @param pair nobody in formats that pair nobody
 * @param endsAt when the running segment goes over to the next; null while none runs
 * @param segments in their order
 */
record Show(Format format, Pair pair, @Nullable Instant endsAt, List<Segment> segments) {

    /** Immutable. Who is asked and who asks, as far as a host has named them. */
    record Pair(@Nullable UUID expert, @Nullable UUID interviewer) {

        static final Pair NOBODY = new Pair(null, null);

        List<UUID> people() {
            var named = new ArrayList<UUID>();
            if (expert != null) {
                named.add(expert);
            }
            if (interviewer != null) {
                named.add(interviewer);
            }
            return named;
        }
    }

    Show {
        segments = List.copyOf(segments);
    }

    /** The same at another point of its way. */
    Show at(@Nullable Instant ends, List<Segment> all) {
        return new Show(format, pair, ends, all);
    }

    /** The same with other people. */
    Show of(Pair other) {
        return new Show(format, other, endsAt, segments);
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
