package io.mitalk.social.room;

import io.mitalk.http.Problem;
import io.mitalk.http.ProblemRaised;
import io.mitalk.kit.limit.KeyedLimiter;
import io.mitalk.kit.limit.Rate;
import io.mitalk.social.room.Verbs.Verb;
import java.util.UUID;

/**
 * Thread-safe. The way to the microphone: a hand, an offer, and the listener's own tap. Nothing is published before
 * that tap, and a refusal is nobody else's business.
 */
final class StageVerbs {

    private static final int MAX_REMEMBERED = 10_000;

    private final RoomTools tools;
    private final Verbs verbs;
    private final Hands hands;
    private final KeyedLimiter<UUID> raising;

    StageVerbs(RoomTools tools) {
        this.tools = tools;
        this.verbs = new Verbs(tools);
        this.hands = new Hands(tools);
        this.raising =
                new KeyedLimiter<>(
                        Rate.perMinute(tools.settings().handsPerMinute()),
                        MAX_REMEMBERED,
                        tools.parts().clock());
    }

    /**
     * Raises the hand of a listener who is there. Everybody in the room is told, so nobody may do it all the time; of
     * hands that go up at once everybody is told at once.
     *
     * @throws ProblemRaised {@code too-many-requests}, {@code hands-locked}, {@code hands-full}, {@code not-in-room},
     *     {@code just-spoke}, and what {@link Verbs#change} throws
     */
    RoomView raiseHand(UUID member, UUID room) throws ProblemRaised {
        refuseTooOften(member);
        hands.raise(member, room);
        return verbs.view(member, room);
    }

    /** The same in a room that is being changed, also for who could speak without one. */
    void handUp(RoomEdit edit, UUID member) throws ProblemRaised {
        refuseTooOften(member);
        var tie = RoomStore.tie(edit.tx(), edit.room(), member.toString(), member);
        hands.up(edit, tie, new Hands.Wish(member, edit.tx().now()));
    }

    Hands hands() {
        return hands;
    }

    private void refuseTooOften(UUID member) throws ProblemRaised {
        if (!raising.take(member)) {
            throw Problem.tooSoon(raising.waitMs(member));
        }
    }

    /** Lowers one's own hand. */
    Verb lowerHand() {
        return (edit, actor) -> {
            if (edit.lowerHand(actor.account())) {
                edit.log(actor.account(), "hand-lowered", null);
            }
            return "hand-lowered";
        };
    }

    /**
     * Offers a member who is there a place on the stage; a raised hand is thereby accepted and goes down.
     *
     * Refusals: {@code not-moderator}, {@code not-in-room}, {@code stage-full}
     */
    Verb offer(String identity) {
        return Verbs.onRoom(
                Act.OFFER,
                (edit, actor) -> {
                    var target = Verbs.account(identity);
                    if (edit.seat(target) != null) {
                        return "offer-made";
                    }
                    var tie = RoomStore.tie(edit.tx(), edit.room(), identity, target);
                    var present = AudienceStore.present(edit.tx(), edit.id(), identity);
                    boolean listens = present == null ? tie.ticket() : !present.guest();
                    if (!listens || tie.barred()) {
                        throw RoomProblems.NOT_IN_ROOM.raise();
                    }
                    refuseFullStage(edit);
                    edit.lowerHand(target);
                    edit.offer(
                            target,
                            actor.account(),
                            edit.tx().now().plus(tools.settings().offer()));
                    edit.log(actor.account(), "offer-made", identity);
                    return "offer-made";
                });
    }

    /**
     * Withdraws an offer, or else declines a hand; harmless when there is neither. Refusals: {@code not-moderator},
     * {@code higher-rank}.
     */
    Verb withdraw(String identity) {
        return Verbs.onRoom(
                Act.OFFER,
                (edit, actor) -> {
                    var target = Verbs.account(identity);
                    Verbs.allow(
                            RoomRules.onPerson(
                                    Act.OFFER,
                                    actor.role(),
                                    Verbs.roleOf(edit, identity),
                                    identity.equals(actor.identity())));
                    if (edit.withdraw(target)) {
                        edit.log(actor.account(), "offer-withdrawn", identity);
                    } else if (edit.lowerHand(target)) {
                        edit.log(actor.account(), "hand-declined", identity);
                        return "hand-lowered";
                    }
                    return "offer-closed";
                });
    }

    /**
     * "Go live": takes the seat that is offered.
     *
     * Refusals: {@code no-offer}, {@code stage-full}
     */
    Verb goLive() {
        return (edit, actor) -> {
            if (edit.seat(actor.account()) != null) {
                return "seat-taken";
            }
            if (!actor.tie().offer()) {
                throw RoomProblems.NO_OFFER.raise();
            }
            refuseFullStage(edit);
            for (var part : tools.added()) {
                part.seatWanted(edit, actor.account());
            }
            edit.floor().take(actor.account());
            edit.withdraw(actor.account());
            edit.lowerHand(actor.account());
            var tie = actor.tie();
            edit.put(
                    StageSeat.taken(actor.account(), Role.SPEAKER, edit.tx().now(), tie.present()));
            edit.log(actor.account(), "seat-taken", null);
            return "seat-taken";
        };
    }

    /** "Not now": the offer is gone as if it had lapsed. */
    Verb decline() {
        return (edit, actor) -> {
            edit.withdraw(actor.account());
            return "offer-closed";
        };
    }

    /**
     * Leaves the stage and goes on listening. A moderator hands over to whoever is next.
     *
     * Refusals: {@code not-on-stage}, {@code last-moderator}
     */
    Verb stepDown() {
        return (edit, actor) -> {
            stepDown(edit, Verbs.seat(edit, actor.identity()));
            edit.log(actor.account(), "stepped-down", null);
            return "seat-left";
        };
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
        if (edit.floor().full()) {
            throw RoomProblems.STAGE_FULL.raise();
        }
    }
}
