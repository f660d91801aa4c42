package io.mitalk.social.room;

import io.mitalk.db.Tx;
import io.mitalk.http.ProblemRaised;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Thread-safe. Hands on their way up. A whole audience may raise its hands at once; each of them needs the lock of the
 * room's row, and behind it would wait whoever leads the room, with a connection to the database each. So those of one
 * room go up {@link Together}, and a transaction of many is one event for everybody.
 */
final class Hands {

    private final RoomTools tools;
    private final Together<Wish> together;

    Hands(RoomTools tools) {
        this.tools = tools;
        this.together = new Together<>(tools, this::up);
    }

    /** Immutable. Whose hand is to go up, and since when they wait. */
    record Wish(UUID member, Instant at) {}

    /**
     * Raises a member's hand and returns when that is committed.
     *
     * @throws ProblemRaised {@code hands-locked}, {@code hands-full}, {@code not-in-room}, {@code just-spoke}, {@code
     *     not-found}, {@code removed-from-room}, {@code room-ended}
     */
    void raise(UUID member, UUID room) throws ProblemRaised {
        refuseHopeless(member, room);
        together.ask(room, new Wish(member, tools.parts().clock().instant()));
    }

    /** How many wait for a transaction that has not begun, or -1 when none is under way. */
    int waiting(UUID room) {
        return together.waiting(room);
    }

    /** What is in vain now need not wait for the lock; whoever passes is looked at again under it. */
    private void refuseHopeless(UUID member, UUID room) throws ProblemRaised {
        tools.parts()
                .database()
                .<@Nullable Void, ProblemRaised>read(
                        tx -> {
                            var found = RoomStore.require(tx, room);
                            var tie = Door.enter(tx, found, Who.member(member));
                            Door.mustBeOpen(found);
                            if (!settled(tie) && tie.role() == null) {
                                refuse(tx, found, tie);
                            }
                            return null;
                        });
    }

    private List<@Nullable ProblemRaised> up(Tx tx, UUID room, List<Wish> wishes) {
        try {
            var edit = RoomEdit.require(tx, tools, room);
            var answers = Together.each(inOrder(wishes), wish -> up(edit, wish));
            edit.finish("hand-raised");
            return answers;
        } catch (ProblemRaised gone) {
            return Together.none(wishes, gone);
        }
    }

    /** No two at the same instant: the stage is to see them in the order in which they came. */
    private static List<Wish> inOrder(List<Wish> wishes) {
        var ordered = new ArrayList<Wish>();
        var last = Instant.MIN;
        for (var wish : wishes) {
            var at = wish.at().isAfter(last) ? wish.at() : last.plusMillis(1);
            ordered.add(new Wish(wish.member(), at));
            last = at;
        }
        return ordered;
    }

    private void up(RoomEdit edit, Wish wish) throws ProblemRaised {
        var tie = Door.enter(edit.tx(), edit.room(), Who.member(wish.member()));
        Door.mustBeOpen(edit.room());
        if (!needsNoHand(edit, wish.member())) {
            up(edit, tie, wish);
        }
    }

    /** Raises one hand in a room that is being changed, also of who could speak without one. */
    void up(RoomEdit edit, RoomStore.Tie tie, Wish wish) throws ProblemRaised {
        if (settled(tie)) {
            return;
        }
        refuse(edit.tx(), edit.room(), tie);
        if (edit.floor().floor().manner().mics() > 0) {
            throw RoomProblems.HANDS_LOCKED.raise();
        }
        if (edit.floor().floor().mode().queues()) {
            tools.floors().refuseJustSpoke(edit.tx(), edit.id(), wish.member());
        }
        edit.raiseHand(wish.member(), wish.at());
        edit.log(wish.member(), "hand-raised", null);
    }

    /** Whether they have what a hand is raised for. */
    private static boolean settled(RoomStore.Tie tie) {
        return tie.hand() || tie.offer();
    }

    private void refuse(Tx tx, Room room, RoomStore.Tie tie) throws ProblemRaised {
        if (!tie.present() && !tie.ticket()) {
            throw RoomProblems.NOT_IN_ROOM.raise();
        }
        if (room.handsLocked()) {
            throw RoomProblems.HANDS_LOCKED.raise();
        }
        if (StageStore.handCount(tx, room.id()) >= tools.settings().handsMax()) {
            throw RoomProblems.HANDS_FULL.raise();
        }
    }

    /** Who is on the stage and heard whenever they speak. */
    private static boolean needsNoHand(RoomEdit edit, UUID member) {
        return edit.seat(member) != null && edit.floor().floor().hears(member);
    }
}
