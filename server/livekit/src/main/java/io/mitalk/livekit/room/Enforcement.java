package io.mitalk.livekit.room;

import io.mitalk.livekit.token.AccessToken;
import io.mitalk.media.sfu.Standing;
import io.mitalk.media.tap.Taps;
import java.util.List;
import livekit.LivekitModels.DisconnectReason;
import org.jspecify.annotations.Nullable;

/**
 * Owned by the room's queue. Holds everybody to the application's policy; a room without one goes by its tokens. A new
 * policy is carried out in one task of the queue: the packet plane has all its orders before the next message of a
 * client is read.
 */
final class Enforcement {

    private final Room room;
    private @Nullable RoomPolicy policy;

    Enforcement(Room room) {
        this.room = room;
    }

    /** Whether the application decides about this room, and about its end. */
    boolean governed() {
        return policy != null;
    }

    /** What somebody who comes now may do. */
    Permissions granted(AccessToken token) {
        var held = policy;
        return held == null
                ? Permissions.of(token.video())
                : held.permissions(token.identity(), room.key().name());
    }

    boolean bars(String identity) {
        return policy != null && policy.expelled().contains(identity);
    }

    /** Whether {@code identity} would be one more of the audience than there may be. */
    boolean crowded(String identity, int reservations) {
        var held = policy;
        if (held == null || held.seats().containsKey(identity)) {
            return false;
        }
        int audience = reservations;
        for (Participant participant : room.participants()) {
            boolean counts = participant.hidden() && !participant.identity().equals(identity);
            audience += counts ? 1 : 0;
        }
        return audience >= held.audienceMax();
    }

    /** Whether the room's own limit is reached, which does not count those who serve in it. */
    boolean full(AccessToken token, int most, int newcomers) {
        boolean unlimited = most >= room.settings().maxParticipants();
        if (unlimited || Participant.serves(token, granted(token))) {
            return false;
        }
        int guests = newcomers;
        for (Participant participant : room.participants()) {
            guests += participant.serves() ? 0 : 1;
        }
        return guests >= most;
    }

    /** Whether what {@code speaker} says is for {@code listener} now. */
    boolean audible(Participant speaker, Participant listener) {
        return policy == null
                || (policy.audibleTo(listener.identity())
                        && policy.reaches(speaker.identity(), listener.identity()));
    }

    boolean mutes(Participant participant) {
        return policy != null && policy.mutes(participant.identity());
    }

    /** Whether the application gave them a seat on the stage. */
    boolean seated(String identity) {
        return policy != null && policy.seats().containsKey(identity);
    }

    /** Where they are recorded, null: nowhere. */
    @Nullable Taps taps(String identity) {
        return policy == null ? null : policy.taps(identity);
    }

    /** Where they stand while not everybody can be heard. */
    Standing standing(String identity) {
        return policy == null ? Standing.FIRST : policy.standing(identity);
    }

    void apply(RoomPolicy next) {
        var before = policy;
        policy = next;
        var everybody = List.copyOf(room.participants());
        // What ends somebody's sound comes first, however many are in the room.
        for (Participant participant : everybody) {
            if (next.expelled().contains(participant.identity())) {
                room.dismiss(participant, DisconnectReason.PARTICIPANT_REMOVED);
            } else {
                participant.publisher().force(next.mutes(participant.identity()));
                participant.publisher().record(next.taps(participant.identity()));
            }
        }
        for (Participant participant : everybody) {
            if (!next.expelled().contains(participant.identity())) {
                hear(participant, before, next);
                stand(participant, before, next);
            }
        }
        for (Participant participant : everybody) {
            if (!next.expelled().contains(participant.identity())) {
                permit(participant, next);
            }
        }
    }

    private void permit(Participant participant, RoomPolicy next) {
        var permissions = next.permissions(participant.identity(), room.key().name());
        if (!permissions.equals(participant.permissions())) {
            room.permit(participant, permissions);
        }
    }

    private static void stand(
            Participant participant, @Nullable RoomPolicy before, RoomPolicy next) {
        var now = next.standing(participant.identity());
        var then = before == null ? null : before.standing(participant.identity());
        if (!now.equals(then)) {
            participant.peer().stands(now);
        }
    }

    private static void hear(
            Participant participant, @Nullable RoomPolicy before, RoomPolicy next) {
        String identity = participant.identity();
        boolean heard = before == null || before.audibleTo(identity);
        var circles = before == null ? Circles.ONE : before.circles();
        if (heard != next.audibleTo(identity)
                || !next.circles().same(circles, identity, next.seats().keySet())) {
            participant.subscriber().gate();
        }
    }
}
