package io.mitalk.social.room;

import io.mitalk.http.Problem;
import io.mitalk.http.ProblemRaised;
import io.mitalk.social.floor.Turn;
import io.mitalk.social.room.SubRoomStore.Placed;
import io.mitalk.social.room.Verbs.Verb;
import java.util.UUID;

/**
 * Thread-safe. Moving people between a room and its sub-rooms. In a sub-room everybody with a seat is heard by those in
 * it, whatever the room's queue says; who was muted stays so.
 */
final class SubRoomVerbs {

    private final RoomTools tools;
    private final SubRoomPart part;

    SubRoomVerbs(RoomTools tools, SubRoomPart part) {
        this.tools = tools;
        this.part = part;
    }

    /**
     * Moves somebody into a sub-room, or back with 0; one may always come back oneself, and who hosts go anywhere.
     *
     * <p>Refusals: {@code not-moderator}, {@code higher-rank}, {@code not-in-room}.
     *
     * @throws ProblemRaised {@code bad-request} for a number that no sub-room has
     */
    Verb move(String identity, int subRoom) throws ProblemRaised {
        if (subRoom < 0 || subRoom > tools.settings().subRoomsMax()) {
            throw Problem.BAD_REQUEST.raise().with("field", "subRoom");
        }
        return (edit, actor) -> {
            boolean oneself = identity.equals(actor.identity());
            if (!oneself || subRoom > 0) {
                var target = Verbs.roleOf(edit, identity);
                Verbs.allow(RoomRules.onPerson(Act.MOVE, actor.role(), target, oneself));
            }
            var account = Verbs.account(identity);
            requireHere(edit, identity, account);
            var place = SubRoomStore.of(edit.tx(), edit.id(), account);
            if (place.subRoom() != subRoom) {
                if (edit.floor().floor().speaks(account)) {
                    edit.floor().end(Turn.End.LEFT);
                }
                part.put(edit, new Placed(account, subRoom, place.everywhere()));
                edit.log(actor.account(), "person-moved", identity, Integer.toString(subRoom));
            }
            return "person-moved";
        };
    }

    private static void requireHere(RoomEdit edit, String identity, UUID account)
            throws ProblemRaised {
        if (edit.seat(account) == null
                && AudienceStore.present(edit.tx(), edit.id(), identity) == null) {
            throw RoomProblems.NOT_IN_ROOM.raise();
        }
    }

    /** Brings everybody back into the room. */
    Verb recall() {
        return Verbs.onRoom(
                Act.RECALL,
                (edit, actor) -> {
                    if (part.clear(edit)) {
                        edit.log(actor.account(), "all-recalled", null);
                    }
                    return "all-recalled";
                });
    }

    /** Has the moderator or co-host heard in the room and in every sub-room, or only where they are. */
    Verb speakToAll(boolean everywhere) {
        return Verbs.onRoom(
                Act.RECALL,
                (edit, actor) -> {
                    var place = SubRoomStore.of(edit.tx(), edit.id(), actor.account());
                    if (place.everywhere() != everywhere) {
                        part.put(edit, new Placed(actor.account(), place.subRoom(), everywhere));
                        edit.log(
                                actor.account(),
                                everywhere ? "broadcast-began" : "broadcast-ended",
                                null);
                    }
                    return everywhere ? "broadcast-began" : "broadcast-ended";
                });
    }
}
