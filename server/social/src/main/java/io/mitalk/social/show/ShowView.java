package io.mitalk.social.show;

import io.mitalk.social.account.PersonCard;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Immutable. What a room goes through, as everybody in it sees it.
 *
 * @param expert who is asked, and {@code interviewer} who asks; null while nobody is named
 * @param current the place of the segment that runs; null before the first and after the last
 * @param endsAt when it goes over to the next
 */
record ShowView(
        String format,
        boolean balanced,
        @Nullable PersonCard expert,
        @Nullable PersonCard interviewer,
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

    /** {@code cards} are those of the people it names. */
    static ShowView of(Show show, Map<UUID, PersonCard> cards) {
        var running = show.running();
        return new ShowView(
                show.format().word(),
                show.balanced(),
                card(show.pair().expert(), cards),
                card(show.pair().interviewer(), cards),
                show.segments().stream().map(SegmentView::of).toList(),
                running == null ? null : running.place(),
                show.endsAt());
    }

    private static @Nullable PersonCard card(@Nullable UUID account, Map<UUID, PersonCard> cards) {
        return account == null ? null : cards.get(account);
    }
}
