package io.mitalk.social.room;

import io.mitalk.db.Tx;
import io.mitalk.http.ProblemRaised;
import io.mitalk.social.account.PersonCard;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Thread-safe. Looking at a room, joining it as a silent listener, and leaving it quietly. */
final class Entrance {

    private static final int PAGE = 50;
    private static final String GUEST_NAME = "Guest";

    private final RoomTools tools;

    Entrance(RoomTools tools) {
        this.tools = tools;
    }

    /**
     * The room as {@code who} may see it.
     *
     * @throws ProblemRaised {@code not-found}, {@code removed-from-room}
     */
    RoomView view(Who who, UUID id) throws ProblemRaised {
        return tools.parts()
                .database()
                .<RoomView, ProblemRaised>read(
                        tx -> {
                            var room = RoomStore.require(tx, id);
                            var seen = Passes.recognised(tx, id, who);
                            var tie = Door.enter(tx, room, seen);
                            return tools.views().view(tx, room, Views.you(seen, tie));
                        });
    }

    /** Immutable. What a client needs to join. */
    record Joining(Ticket ticket, RoomView.You you) {}

    /**
     * Holds a place in the audience until the media is there, and gives the ticket to it. Tells nobody. Whoever has a
     * seat or is there already needs no place; a second device of theirs takes over.
     *
     * @param source names the place they come from, in this room
     * @throws ProblemRaised {@code not-found}, {@code removed-from-room}, {@code room-ended}, {@code room-full}, {@code
     *     server-overloaded}
     */
    Joining join(Who who, UUID id, String source) throws ProblemRaised {
        var admitted =
                tools.parts()
                        .database()
                        .<Admitted, ProblemRaised>write(
                                tx ->
                                        admit(
                                                tx,
                                                Passes.recognised(tx, id, who),
                                                RoomStore.require(tx, id),
                                                source));
        var ticket =
                tools.parts()
                        .stage()
                        .ticket(
                                new TicketRequest(
                                        id,
                                        admitted.you().identity(),
                                        admitted.name(),
                                        admitted.you().seat()));
        return new Joining(ticket, admitted.you());
    }

    private record Admitted(String name, RoomView.You you) {}

    private Admitted admit(Tx tx, Who who, Room room, String source) throws ProblemRaised {
        var tie = Door.enter(tx, room, who);
        Door.mustBeOpen(room);
        if (who.account() == null && !SourceStore.admit(tx, room.id(), who.identity(), source)) {
            throw RoomProblems.REMOVED.raise();
        }
        String name =
                name(tx, who); // before the place, since that holds the room's count until the
        // commit
        if (tie.role() == null && !tie.present()) {
            if (tools.parts().stage().overloaded(room.id())) {
                throw RoomProblems.OVERLOADED.raise();
            }
            var comer =
                    new AudienceStore.Comer(
                            room.id(), who.identity(), who.account(), !who.member());
            var expires = tx.now().plus(tools.settings().ticket());
            if (!AudienceStore.admit(tx, comer, expires, tools.settings().audienceMax())) {
                throw RoomProblems.ROOM_FULL.raise();
            }
        }
        return new Admitted(name, Views.you(who, tie));
    }

    private String name(Tx tx, Who who) {
        var account = who.account();
        if (account == null) {
            return GUEST_NAME;
        }
        var name = tools.views().faces(tx, List.of(account)).of(account).displayName();
        return name.isEmpty() ? GUEST_NAME : name;
    }

    /**
     * Goes: gives back the place, the hand, the offer and the seat. Nobody is told of a listener. A moderator hands
     * over to whoever is next, and stays the moderator where nobody is.
     *
     * @throws ProblemRaised {@code not-found}
     */
    void leave(Who who, UUID id) throws ProblemRaised {
        tools.parts()
                .database()
                .<@Nullable Void, ProblemRaised>write(
                        tx -> {
                            var room = RoomStore.require(tx, id);
                            var seen = Passes.recognised(tx, id, who);
                            var tie = Door.enter(tx, room, seen);
                            if (!room.ended()) {
                                AudienceStore.dropTicket(tx, id, seen.identity());
                                leaveStage(tx, seen, room, tie);
                            }
                            return null;
                        });
    }

    private void leaveStage(Tx tx, Who who, Room room, RoomStore.Tie tie) throws ProblemRaised {
        var account = who.account();
        if (account == null || !(tie.hand() || tie.offer() || tie.role() != null)) {
            return;
        }
        var edit = RoomEdit.require(tx, tools, room.id());
        if (edit.room().ended()) {
            return;
        }
        edit.lowerHand(account);
        edit.withdraw(account);
        var seat = edit.seat(account);
        if (seat != null
                && (seat.role() != Role.MODERATOR || Handover.heir(edit.seats()) != null)) {
            StageVerbs.stepDown(edit, seat);
            edit.log(account, "left-stage", null);
        }
        edit.finish("seat-left");
    }

    /** Immutable. A page of the audience; {@code next} is the cursor of the following one. */
    record AudiencePage(List<PersonCard> items, @Nullable String next, int listeners, int guests) {}

    /**
     * Who listens: members by name, for members only, and everybody in numbers.
     *
     * @throws ProblemRaised {@code not-found}, {@code removed-from-room}
     */
    AudiencePage audience(Who who, UUID id, String cursor) throws ProblemRaised {
        return tools.parts()
                .database()
                .<AudiencePage, ProblemRaised>read(
                        tx -> {
                            var room = RoomStore.require(tx, id);
                            Door.enter(tx, room, who);
                            var people =
                                    who.member()
                                            ? AudienceStore.listeners(tx, id, cursor, PAGE)
                                            : List.<UUID>of();
                            var faces = tools.views().faces(tx, people);
                            var count = AudienceStore.count(tx, id);
                            return new AudiencePage(
                                    people.stream().map(faces::of).toList(),
                                    people.size() < PAGE ? null : people.getLast().toString(),
                                    count.listeners(),
                                    count.guests());
                        });
    }
}
