package io.mitalk.social.room;

import io.mitalk.db.Tx;
import io.mitalk.http.ProblemRaised;
import io.mitalk.kit.json.Json;
import io.mitalk.social.floor.Floor;
import io.mitalk.social.floor.FloorProblems;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** Thread-safe. The audience's votes on more time for the speaker. */
final class Votes {

    private static final long PERIOD_MS = 500;

    private final RoomTools tools;
    private final Verbs verbs;
    private final Pulse pulse;
    private final Together<Vote> together;

    Votes(RoomTools tools) {
        this.tools = tools;
        this.verbs = new Verbs(tools);
        this.pulse = new Pulse(tools, "vote", PERIOD_MS, this::count);
        this.together = new Together<>(tools, this::cast);
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
        var vote = new Vote(member, more, new AtomicBoolean());
        together.ask(room, vote);
        if (vote.opens().get()) {
            verbs.change(
                    member,
                    room,
                    (edit, _) -> {
                        edit.floor().openVote();
                        return "vote-opened";
                    });
        }
    }

    /** A word on its way; of those that come together while no vote is open, one opens it. */
    private record Vote(UUID member, boolean more, AtomicBoolean opens) {}

    private List<@Nullable ProblemRaised> cast(Tx tx, UUID room, List<Vote> votes) {
        try {
            var found = RoomStore.require(tx, room);
            var floor = tools.floors().of(tx, room);
            var visits = Visits.of(tx, found, votes.stream().map(Vote::member).toList());
            var voters = new LinkedHashMap<UUID, Boolean>();
            var answers =
                    Together.each(
                            votes,
                            vote -> {
                                allow(visits.of(Who.member(vote.member())), floor);
                                vote.opens().set(voters.isEmpty() && floor.voteEndsAt() == null);
                                voters.put(vote.member(), vote.more());
                            });
            if (!voters.isEmpty()) {
                tools.floors().vote(tx, room, voters);
                pulse.touch(tx, room);
            }
            return answers;
        } catch (ProblemRaised gone) {
            return Together.none(votes, gone);
        }
    }

    private void allow(Visit visit, Floor floor) throws ProblemRaised {
        visit.mustBeOpen();
        visit.mustBePresent();
        var turn = floor.turn();
        if (turn == null || turn.offered()) {
            throw FloorProblems.NO_TURN.raise();
        }
        if (turn.holder().equals(visit.account())) {
            throw FloorProblems.OWN_TURN.raise();
        }
        if (turn.written() || turn.extensions() >= tools.floors().settings().extensions()) {
            throw FloorProblems.NO_MORE_TIME.raise();
        }
    }

    private JsonNode count(Tx tx, UUID room) {
        var standing = tools.floors().standing(tx, room);
        return Json.mapper()
                .createObjectNode()
                .put("more", standing.more())
                .put("votes", standing.votes());
    }
}
