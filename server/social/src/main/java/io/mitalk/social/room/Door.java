package io.mitalk.social.room;

import io.mitalk.db.Tx;
import io.mitalk.http.ProblemRaised;

/** Thread-safe. Every way into a room's data passes here: whoever may not see a room is told that there is none. */
final class Door {

    private Door() {}

    /**
     * What ties {@code who} to a room that they may see.
     *
     * @throws ProblemRaised {@code not-found}, {@code removed-from-room}
     */
    static RoomStore.Tie enter(Tx tx, Room room, Who who) throws ProblemRaised {
        var tie = RoomStore.tie(tx, room, who.identity(), who.account());
        pass(room, who, tie);
        return tie;
    }

    /**
     * The same for who has these ties.
     *
     * @throws ProblemRaised {@code not-found}, {@code removed-from-room}
     */
    static void pass(Room room, Who who, RoomStore.Tie tie) throws ProblemRaised {
        var refusal = RoomRules.entry(room.visibility(), ties(room, who, tie));
        if (refusal != null) {
            throw refusal.raise();
        }
    }

    /** Whether {@code who} may see the room. */
    static boolean open(Tx tx, Room room, Who who) {
        var tie = RoomStore.tie(tx, room, who.identity(), who.account());
        return RoomRules.entry(room.visibility(), ties(room, who, tie)) == null;
    }

    /** @throws ProblemRaised {@code room-ended} */
    static void mustBeOpen(Room room) throws ProblemRaised {
        if (room.ended()) {
            throw RoomProblems.ROOM_ENDED.raise();
        }
    }

    private static RoomRules.Ties ties(Room room, Who who, RoomStore.Tie tie) {
        return new RoomRules.Ties(
                who.member(),
                room.host().equals(who.account()),
                tie.letIn(),
                tie.role() != null,
                tie.blocked(),
                tie.barred());
    }
}
