package io.mitalk.social.show;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Immutable. What a room goes through, as everybody in it sees it.
 *
 * @param current the place of the segment that runs; null before the first and after the last
 * @param endsAt when it goes over to the next
 */
record ShowView(
        String format,
        boolean balanced,
        List<SegmentView> segments,
        @Nullable Integer current,
        @Nullable Instant endsAt) {

    /**
     * Immutable. A part of it.
     *
     * @param part what the format calls it; empty where the host gave a title
     * @param actualSeconds null before its end
     */
    record SegmentView(
            int place,
            String part,
            String title,
            String mode,
            long boxSeconds,
            long plannedSeconds,
            @Nullable Instant began,
            @Nullable Instant ended,
            @Nullable Long actualSeconds) {

        static SegmentView of(Segment one) {
            var ended = one.ended();
            return new SegmentView(
                    one.place(),
                    one.part(),
                    one.title(),
                    one.mode().word(),
                    one.box().toSeconds(),
                    one.planned().toSeconds(),
                    one.began(),
                    ended,
                    ended == null ? null : one.actual(ended).toSeconds());
        }
    }

    static ShowView of(Show show) {
        var running = show.running();
        return new ShowView(
                show.format().word(),
                show.balanced(),
                show.segments().stream().map(SegmentView::of).toList(),
                running == null ? null : running.place(),
                show.endsAt());
    }
}
