package io.mitalk.social.room;

import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Immutable. Who takes over from a lost moderator, and when.
 *
 * @param to the account that becomes moderator
 * @param due not before then
 */
record Handover(UUID to, Instant due) {

    /**
     * What comes next, or null when the moderator is there or nobody can take over: a co-host who is there after {@code
     * cohostAfter}, else the speaker who has been on the stage longest after {@code speakerAfter}.
     */
    static @Nullable Handover next(
            Collection<StageSeat> seats, Duration cohostAfter, Duration speakerAfter) {
        Instant lostSince = null;
        for (var seat : seats) {
            if (seat.role() == Role.MODERATOR) {
                lostSince = seat.lostSince();
            }
        }
        var heir = heir(seats);
        if (lostSince == null || heir == null) {
            return null;
        }
        var after = heir.role() == Role.COHOST ? cohostAfter : speakerAfter;
        return new Handover(heir.account(), lostSince.plus(after));
    }

    /** Whoever would be moderator if the present one were gone, or null; never a guest, who could not lead. */
    static @Nullable StageSeat heir(Collection<StageSeat> seats) {
        return seats.stream()
                .filter(seat -> seat.role() != Role.MODERATOR)
                .filter(seat -> seat.here() && seat.lostSince() == null)
                .filter(seat -> !Visiting.is(seat.account()))
                .min(StageSeat.ORDER)
                .orElse(null);
    }
}
