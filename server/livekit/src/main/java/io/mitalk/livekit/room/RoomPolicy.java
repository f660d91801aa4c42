package io.mitalk.livekit.room;

import io.mitalk.livekit.token.VideoGrant;
import io.mitalk.media.sfu.Standing;
import io.mitalk.media.tap.Taps;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Immutable. What the application wants of a room of its own, whole: it replaces what the room's tokens grant, at every
 * use. Who has no seat is audience: hidden, never publishing, hearing only what is on air.
 *
 * @param onAir whether the audience hears the seats
 * @param seats by identity
 * @param expelled identities that are taken out and not let in again
 * @param audienceMax most people without a seat at once
 * @param circles who talks among themselves
 */
public record RoomPolicy(
        boolean onAir,
        Map<String, Seat> seats,
        Set<String> expelled,
        int audienceMax,
        Circles circles) {

    public RoomPolicy {
        seats = Map.copyOf(seats);
        expelled = Set.copyOf(expelled);
    }

    /** Of a room in which everybody hears everybody. */
    public RoomPolicy(
            boolean onAir, Map<String, Seat> seats, Set<String> expelled, int audienceMax) {
        this(onAir, seats, expelled, audienceMax, Circles.ONE);
    }

    /**
     * Immutable. A place on the stage: its holder is listed to everybody and hears the others before they are on air.
     *
     * @param mayPublish whether its holder's tracks are accepted
     * @param muted whether they are forwarded to nobody, whatever the client does
     * @param rank higher is heard first where not everybody can be
     * @param taps where what others hear of its holder is recorded too, null: nowhere
     */
    public record Seat(boolean mayPublish, boolean muted, int rank, @Nullable Taps taps) {

        /** A place whose holder is not recorded. */
        public Seat(boolean mayPublish, boolean muted, int rank) {
            this(mayPublish, muted, rank, null);
        }
    }

    /** Whether this identity hears the seats now. */
    boolean audibleTo(String identity) {
        return onAir || seats.containsKey(identity);
    }

    boolean mutes(String identity) {
        var seat = seats.get(identity);
        return seat != null && seat.muted();
    }

    /** Whether what this identity says is for that one. */
    boolean reaches(String speaker, String listener) {
        return circles.reaches(speaker, listener);
    }

    @Nullable Taps taps(String identity) {
        var seat = seats.get(identity);
        return seat == null ? null : seat.taps();
    }

    Standing standing(String identity) {
        var seat = seats.get(identity);
        int circle = circles.of(identity);
        if (seat == null) {
            return circle == 0 ? Standing.FIRST : new Standing(0, circle);
        }
        return new Standing(seat.rank(), circle);
    }

    Permissions permissions(String identity, String room) {
        @Nullable Seat seat = seats.get(identity);
        if (seat == null) {
            return Permissions.of(VideoGrant.hiddenListener(room));
        }
        return Permissions.of(
                seat.mayPublish() ? VideoGrant.speaker(room) : VideoGrant.listedListener(room));
    }
}
