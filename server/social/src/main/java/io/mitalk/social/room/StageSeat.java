package io.mitalk.social.room;

import java.time.Instant;
import java.util.Comparator;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Immutable. A seat's row: the holder's place on the stage, which outlasts a short absence.
 *
 * @param muted by a moderator
 * @param micOpen whether the holder's client sends sound that it does not call muted
 * @param since when the seat was taken
 * @param here whether the holder's media is connected
 * @param lostSince since when the holder's signalling or media is lost, null while both are there
 */
public record StageSeat(
        UUID account,
        Role role,
        boolean muted,
        boolean micOpen,
        Instant since,
        boolean here,
        @Nullable Instant lostSince) {

    /** Higher ranks first, then who has been there longer. */
    static final Comparator<StageSeat> ORDER =
            Comparator.<StageSeat>comparingInt(seat -> -seat.role().rank())
                    .thenComparing(StageSeat::since)
                    .thenComparing(StageSeat::account);

    static StageSeat taken(UUID account, Role role, Instant at, boolean here) {
        return new StageSeat(account, role, false, false, at, here, here ? null : at);
    }

    String identity() {
        return account.toString();
    }

    StageSeat withRole(Role other) {
        return new StageSeat(account, other, muted, micOpen, since, here, lostSince);
    }

    StageSeat withMuted(boolean silenced) {
        return new StageSeat(account, role, silenced, micOpen, since, here, lostSince);
    }

    StageSeat withMicOpen(boolean open) {
        return new StageSeat(account, role, muted, open, since, here, lostSince);
    }

    /** The holder is there again. */
    StageSeat back() {
        return new StageSeat(account, role, muted, micOpen, since, true, null);
    }

    /** The holder's signalling is lost, the media may go on. */
    StageSeat signalLost(Instant at) {
        return new StageSeat(
                account, role, muted, micOpen, since, here, lostSince == null ? at : lostSince);
    }

    /** The holder's media is gone. */
    StageSeat gone(Instant at) {
        return new StageSeat(
                account, role, muted, false, since, false, lostSince == null ? at : lostSince);
    }
}
