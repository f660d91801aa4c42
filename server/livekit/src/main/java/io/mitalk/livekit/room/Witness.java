package io.mitalk.livekit.room;

import java.time.Instant;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import livekit.LivekitModels.DisconnectReason;

/**
 * Owned by the room's queue. Tells the observer what happened, each thing once and in order: somebody's departure only
 * when the packet plane has told the last of what they said.
 */
final class Witness {

    private final Room room;

    /** Who joined and has not left, by sid. */
    private final Map<String, String> present = new HashMap<>();

    private final Map<String, Leaving> leaving = new HashMap<>();
    private final Set<String> lost = new HashSet<>();
    private final Set<String> open = new HashSet<>();

    /** Gone, but for what the packet plane still has to tell. */
    private record Leaving(Departure why, Instant at) {}

    Witness(Room room) {
        this.room = room;
    }

    void joined(Participant participant) {
        present.put(participant.sid(), participant.identity());
        tell(new RoomFact.Joined(room.key(), participant.identity(), participant.sid(), now()));
        microphone(participant);
    }

    /** Its socket is there, or is not. */
    void signal(Participant participant, boolean there) {
        String sid = participant.sid();
        if (!present.containsKey(sid)) {
            return;
        }
        if (there && lost.remove(sid)) {
            tell(new RoomFact.SignalBack(room.key(), participant.identity(), sid));
        } else if (!there && lost.add(sid)) {
            tell(new RoomFact.SignalLost(room.key(), participant.identity(), sid));
        }
    }

    /** To be called when its tracks or what is muted of them may have changed. */
    void microphone(Participant participant) {
        String sid = participant.sid();
        boolean now = participant.publisher().audible();
        if (present.containsKey(sid) && (now ? open.add(sid) : open.remove(sid))) {
            tell(new RoomFact.Microphone(room.key(), participant.identity(), sid, now));
        }
    }

    /** It was taken out; the fact follows {@link #ended}. */
    void leaves(Participant participant, DisconnectReason reason) {
        if (present.containsKey(participant.sid())) {
            leaving.put(participant.sid(), new Leaving(Departure.of(reason), now()));
        }
    }

    void spoke(String sid, long spokenMs, long slots) {
        var identity = present.get(sid);
        if (identity != null) {
            tell(new RoomFact.Spoke(room.key(), identity, sid, spokenMs, slots, now()));
        }
    }

    /** The packet plane has let go of it. */
    void ended(String sid) {
        var identity = present.remove(sid);
        lost.remove(sid);
        if (identity == null) {
            return;
        }
        if (open.remove(sid)) {
            tell(new RoomFact.Microphone(room.key(), identity, sid, false));
        }
        var left = leaving.remove(sid);
        if (left == null) {
            // Nobody took it out: the packet plane lost its room.
            left = new Leaving(Departure.LOST, now());
        }
        tell(new RoomFact.Left(room.key(), identity, sid, left.why(), left.at()));
    }

    /** The packet plane has let go of the room, because it was {@code asked} to or because it broke. */
    void closed(boolean asked) {
        tell(new RoomFact.Closed(room.key(), asked));
    }

    private Instant now() {
        return room.parts().clock().instant();
    }

    private void tell(RoomFact fact) {
        room.parts().observer().observe(fact);
    }
}
