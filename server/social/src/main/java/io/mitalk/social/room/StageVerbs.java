package io.mitalk.social.room;

import io.mitalk.http.Problem;
import io.mitalk.http.ProblemRaised;
import io.mitalk.kit.limit.KeyedLimiter;
import io.mitalk.kit.limit.Rate;
import java.util.UUID;

/**
 * Thread-safe. The way to the microphone: a hand, an offer, and the listener's own tap. Nothing is published before
 * that tap, and a refusal is nobody else's business.
 */
final class StageVerbs {

    private static final int MAX_REMEMBERED = 10_000;

    private final RoomTools tools;
    private final Verbs verbs;
    private final KeyedLimiter<UUID> raising;

    StageVerbs(RoomTools tools, Verbs verbs) {
        this.tools = tools;
        this.verbs = verbs;
        this.raising =
                new KeyedLimiter<>(
                        Rate.perMinute(tools.settings().handsPerMinute()),
                        MAX_REMEMBERED,
                        tools.parts().clock());
    }

    /**
     * Raises the hand of a listener who is there. Everybody in the room is told, so nobody may do it all the time.
     *
     * @throws ProblemRaised {@code too-many-requests}, {@code hands-locked}, {@code hands-full}, {@code not-in-room}
     */
    RoomView raiseHand(UUID member, UUID room) throws ProblemRaised {
        if (!raising.take(member)) {
            throw Problem.tooSoon(raising.waitMs(member));
        }
        return verbs.change(
                member,
                room,
                (edit, actor) -> {
                    var tie = actor.tie();
                    if (tie.role() != null || tie.hand() || tie.offer()) {
                        return "hand-raised";
                    }
                    if (!tie.present() && !tie.ticket()) {
                        throw RoomProblems.NOT_IN_ROOM.raise();
                    }
                    if (edit.room().handsLocked()) {
                        throw RoomProblems.HANDS_LOCKED.raise();
                    }
                    if (StageStore.hands(edit.tx(), room).size() >= tools.settings().handsMax()) {
                        throw RoomProblems.HANDS_FULL.raise();
                    }
                    edit.raiseHand(member);
                    edit.log(member, "hand-raised", null);
                    return "hand-raised";
                });
    }

    /** Lowers one's own hand. */
    RoomView lowerHand(UUID member, UUID room) throws ProblemRaised {
        return verbs.change(
                member,
                room,
                (edit, _) -> {
                    if (edit.lowerHand(member)) {
                        edit.log(member, "hand-lowered", null);
                    }
                    return "hand-lowered";
                });
    }

    /**
     * Offers a member who is there a place on the stage; a raised hand is thereby accepted and goes down.
     *
     * @throws ProblemRaised {@code not-moderator}, {@code not-in-room}, {@code stage-full}
     */
    RoomView offer(UUID member, UUID room, String identity) throws ProblemRaised {
        return verbs.change(
                member,
                room,
                (edit, actor) -> {
                    Verbs.allow(RoomRules.onRoom(Act.OFFER, actor.role()));
                    var target = Verbs.account(identity);
                    if (edit.seat(target) != null) {
                        return "offer-made";
                    }
                    var tie = RoomStore.tie(edit.tx(), edit.room(), identity, target);
                    var present = AudienceStore.present(edit.tx(), room, identity);
                    boolean listens = present == null ? tie.ticket() : !present.guest();
                    if (!listens || tie.barred()) {
                        throw RoomProblems.NOT_IN_ROOM.raise();
                    }
                    refuseFullStage(edit);
                    edit.lowerHand(target);
                    edit.offer(target, member, edit.tx().now().plus(tools.settings().offer()));
                    edit.log(member, "offer-made", identity);
                    return "offer-made";
                });
    }

    /** Withdraws an offer, or else declines a hand; harmless when there is neither. */
    RoomView withdraw(UUID member, UUID room, String identity) throws ProblemRaised {
        return verbs.change(
                member,
                room,
                (edit, actor) -> {
                    Verbs.allow(RoomRules.onRoom(Act.OFFER, actor.role()));
                    var target = Verbs.account(identity);
                    if (edit.withdraw(target)) {
                        edit.log(member, "offer-withdrawn", identity);
                    } else if (edit.lowerHand(target)) {
                        edit.log(member, "hand-declined", identity);
                        return "hand-lowered";
                    }
                    return "offer-closed";
                });
    }

    /**
     * "Go live": takes the seat that is offered.
     *
     * @throws ProblemRaised {@code no-offer}, {@code stage-full}
     */
    RoomView goLive(UUID member, UUID room) throws ProblemRaised {
        return verbs.change(
                member,
                room,
                (edit, actor) -> {
                    if (edit.seat(member) != null) {
                        return "seat-taken";
                    }
                    if (!actor.tie().offer()) {
                        throw RoomProblems.NO_OFFER.raise();
                    }
                    refuseFullStage(edit);
                    edit.withdraw(member);
                    edit.lowerHand(member);
                    var tie = actor.tie();
                    edit.put(StageSeat.taken(member, Role.SPEAKER, edit.tx().now(), tie.present()));
                    edit.log(member, "seat-taken", null);
                    return "seat-taken";
                });
    }

    /** "Not now": the offer is gone as if it had lapsed. */
    RoomView decline(UUID member, UUID room) throws ProblemRaised {
        return verbs.change(
                member,
                room,
                (edit, _) -> {
                    edit.withdraw(member);
                    return "offer-closed";
                });
    }

    /**
     * Leaves the stage and goes on listening. A moderator hands over to whoever is next.
     *
     * @throws ProblemRaised {@code not-on-stage}, {@code last-moderator}
     */
    RoomView stepDown(UUID member, UUID room) throws ProblemRaised {
        return verbs.change(
                member,
                room,
                (edit, actor) -> {
                    stepDown(edit, Verbs.seat(edit, actor.identity()));
                    edit.log(member, "stepped-down", null);
                    return "seat-left";
                });
    }

    static void stepDown(RoomEdit edit, StageSeat seat) throws ProblemRaised {
        if (seat.role() == Role.MODERATOR) {
            var heir = Handover.heir(edit.seats());
            if (heir == null) {
                throw RoomProblems.LAST_MODERATOR.raise();
            }
            edit.removeSeat(seat.account());
            edit.put(heir.withRole(Role.MODERATOR));
            edit.log(null, "moderator-changed", heir.identity());
            return;
        }
        edit.removeSeat(seat.account());
    }

    private void refuseFullStage(RoomEdit edit) throws ProblemRaised {
        if (edit.seats().size() >= tools.settings().stageMax()) {
            throw RoomProblems.STAGE_FULL.raise();
        }
    }
}
