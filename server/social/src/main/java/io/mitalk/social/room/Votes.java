package io.mitalk.social.room;

import io.mitalk.db.Tx;
import io.mitalk.http.ProblemRaised;
import io.mitalk.kit.json.Json;
import io.mitalk.social.floor.FloorProblems;
import java.util.UUID;
import tools.jackson.databind.JsonNode;

/** Thread-safe. The audience's votes on more time for the speaker. */
final class Votes {

    private static final long PERIOD_MS = 500;

    private final RoomTools tools;
    private final Verbs verbs;
    private final Pulse pulse;

    Votes(RoomTools tools) {
        this.tools = tools;
        this.verbs = new Verbs(tools);
        this.pulse = new Pulse(tools, "vote", PERIOD_MS, this::count);
    }

    Pulse pulse() {
        return pulse;
    }

    /**
     * A listener's word on more time for the speaker. The first one opens the vote.
     *
     * @throws ProblemRaised {@code no-turn}, {@code no-more-time} when the turn was extended as often as may be,
     *     {@code own-turn}, {@code not-in-room}
     */
    void cast(UUID member, UUID room, boolean more) throws ProblemRaised {
        boolean open =
                tools.parts()
                        .database()
                        .<Boolean, ProblemRaised>write(tx -> cast(tx, member, room, more));
        if (!open) {
            verbs.change(
                    member,
                    room,
                    (edit, _) -> {
                        edit.floor().openVote();
                        return "vote-opened";
                    });
        }
    }

    /** Says whether the vote was open already. */
    private boolean cast(Tx tx, UUID member, UUID room, boolean more) throws ProblemRaised {
        var found = RoomStore.require(tx, room);
        var tie = Door.enter(tx, found, Who.member(member));
        Door.mustBeOpen(found);
        if (!tie.present()) {
            throw RoomProblems.NOT_IN_ROOM.raise();
        }
        var floor = tools.floors().of(tx, room);
        var turn = floor.turn();
        if (turn == null || turn.offered()) {
            throw FloorProblems.NO_TURN.raise();
        }
        if (turn.holder().equals(member)) {
            throw FloorProblems.OWN_TURN.raise();
        }
        if (turn.written() || turn.extensions() >= tools.floors().settings().extensions()) {
            throw FloorProblems.NO_MORE_TIME.raise();
        }
        tools.floors().vote(tx, room, member, more);
        pulse.touch(tx, room);
        return floor.voteEndsAt() != null;
    }

    private JsonNode count(Tx tx, UUID room) {
        var tally = tools.floors().tally(tx, room);
        return Json.mapper()
                .createObjectNode()
                .put("more", tally.more())
                .put("votes", tally.votes());
    }
}
