package io.mitalk.social.room;

import io.mitalk.db.Tx;
import io.mitalk.http.Problem;
import io.mitalk.http.ProblemRaised;
import io.mitalk.social.action.Action;
import io.mitalk.social.room.Verbs.Verb;
import java.util.List;
import java.util.UUID;

/** Thread-safe. What moderators and co-hosts do; nobody acts on an equal or higher rank. */
final class Moderation {

    private static final int MAX_COUNTDOWN_SECONDS = 600;
    private static final int MAX_REASON = 500;

    private final RoomTools tools;

    Moderation(RoomTools tools) {
        this.tools = tools;
    }

    /** From backstage to live: from now on the audience hears the stage. */
    Verb live() {
        return Verbs.onRoom(
                Act.GO_LIVE,
                (edit, actor) -> {
                    if (edit.room().phase() == Phase.BACKSTAGE) {
                        edit.goLive();
                        edit.log(actor.account(), "went-live", null);
                    }
                    return "went-live";
                });
    }

    /**
     * Makes a speaker a co-host, a co-host a speaker, or either a listener.
     *
     * Refusals: {@code not-on-stage}: listeners come by an offer and their own tap; {@code cohosts-full}, {@code
     * members-lead}
     */
    Verb role(Appointment appointment) {
        return (edit, actor) -> {
            String identity = appointment.identity();
            boolean oneself = identity.equals(actor.identity());
            boolean demotion = appointment.role() == Role.LISTENER;
            var target = Verbs.roleOf(edit, identity);
            Verbs.allow(
                    RoomRules.onPerson(
                            demotion ? Act.DEMOTE : Act.APPOINT, actor.role(), target, oneself));
            var seat = Verbs.seat(edit, identity);
            if (demotion) {
                StageVerbs.stepDown(edit, seat);
                edit.log(actor.account(), "person-demoted", identity);
                return "seat-left";
            }
            if (appointment.role() == Role.COHOST && seat.role() != Role.COHOST) {
                refuseGuest(seat);
                refuseMoreCohosts(edit);
            }
            edit.put(seat.withRole(appointment.role()));
            edit.log(actor.account(), "role-changed", identity, appointment.role().word());
            return "role-changed";
        };
    }

    /** Immutable. Who is to become what: co-host, speaker or listener. */
    record Appointment(String identity, Role role) {}

    /** Silences somebody on the stage, or lifts that; one may lift one's own. */
    Verb mute(String identity, boolean muted) {
        return (edit, actor) -> {
            Verbs.allow(
                    RoomRules.onPerson(
                            muted ? Act.MUTE : Act.UNMUTE,
                            actor.role(),
                            Verbs.roleOf(edit, identity),
                            identity.equals(actor.identity())));
            var seat = Verbs.seat(edit, identity);
            if (seat.muted() != muted) {
                edit.put(seat.withMuted(muted));
                edit.log(actor.account(), muted ? "person-muted" : "person-unmuted", identity);
            }
            return muted ? "person-muted" : "person-unmuted";
        };
    }

    /** Silences everybody of a lower rank. */
    Verb muteAll() {
        return Verbs.onRoom(
                Act.MUTE_ALL,
                (edit, actor) -> {
                    for (var seat : List.copyOf(edit.seats())) {
                        if (seat.role().rank() < actor.role().rank() && !seat.muted()) {
                            edit.put(seat.withMuted(true));
                        }
                    }
                    edit.log(actor.account(), "all-muted", null);
                    return "all-muted";
                });
    }

    /**
     * Sends somebody away, who cannot come back into this room.
     *
     * Refusals: {@code not-found} for who was never in it
     */
    Verb remove(Removal removal) {
        return (edit, actor) -> {
            String identity = removal.identity();
            Verbs.allow(
                    RoomRules.onPerson(
                            Act.REMOVE,
                            actor.role(),
                            Verbs.roleOf(edit, identity),
                            identity.equals(actor.identity())));
            var account = Identities.account(identity);
            boolean seated = account != null && edit.seat(account) != null;
            if (!seated && !AudienceStore.known(edit.tx(), edit.id(), identity)) {
                throw Problem.NOT_FOUND.raise();
            }
            edit.expel(identity, AudienceStore.Cause.REMOVED);
            if (account == null) {
                var until = edit.tx().now().plus(tools.settings().guestBar());
                SourceStore.bar(edit.tx(), edit.id(), identity, until);
            } else {
                RoomStore.letOut(edit.tx(), edit.id(), account);
            }
            edit.log(actor.account(), "person-removed", identity, removal.reason());
            record(edit, actor.account(), removal);
            return "person-removed";
        };
    }

    /** Immutable. Who is to go, and why, if the actor says so. */
    record Removal(String identity, String reason) {

        Removal {
            reason = reason.length() > MAX_REASON ? reason.substring(0, MAX_REASON) : reason;
        }
    }

    Verb lockHands(boolean locked) {
        return Verbs.onRoom(
                Act.LOCK_HANDS,
                (edit, actor) -> {
                    if (edit.room().handsLocked() != locked) {
                        edit.lockHands(locked);
                        edit.log(actor.account(), locked ? "hands-locked" : "hands-unlocked", null);
                    }
                    return locked ? "hands-locked" : "hands-unlocked";
                });
    }

    /** Ends the room after a countdown that can be stopped, or at once when it is 0 seconds. */
    Verb end(int seconds) throws ProblemRaised {
        if (seconds < 0 || seconds > MAX_COUNTDOWN_SECONDS) {
            throw Problem.BAD_REQUEST.raise().with("field", "seconds");
        }
        return Verbs.onRoom(
                Act.END,
                (edit, actor) -> {
                    if (seconds == 0) {
                        edit.log(actor.account(), "room-ended", null);
                        edit.end();
                        return "room-ended";
                    }
                    edit.endAt(edit.tx().now().plusSeconds(seconds));
                    edit.log(actor.account(), "end-announced", null, Integer.toString(seconds));
                    return "end-announced";
                });
    }

    /** Stops the countdown. */
    Verb stopEnd() {
        return Verbs.onRoom(
                Act.END,
                (edit, actor) -> {
                    if (edit.room().endsAt() != null) {
                        edit.endAt(null);
                        edit.log(actor.account(), "end-stopped", null);
                    }
                    return "end-stopped";
                });
    }

    /** Lets a member into a private room by name, or no longer, which also sends them away. */
    Verb letIn(String handle, boolean in) {
        return Verbs.onRoom(
                Act.LET_IN,
                (edit, actor) -> {
                    var account = tools.parts().accounts().byHandle(edit.tx(), handle);
                    if (account == null
                            || RoomStore.tie(
                                            edit.tx(),
                                            edit.room(),
                                            account.id().toString(),
                                            account.id())
                                    .blocked()) {
                        throw Problem.NOT_FOUND.raise();
                    }
                    return in
                            ? letIn(edit, actor.account(), account.id())
                            : letOut(edit, actor, account.id());
                });
    }

    private static String letIn(RoomEdit edit, UUID by, UUID account) {
        RoomStore.letIn(edit.tx(), edit.id(), account, by);
        edit.readmit(account.toString(), AudienceStore.Cause.UNINVITED);
        edit.log(by, "person-let-in", account.toString());
        return "person-let-in";
    }

    private static String letOut(RoomEdit edit, Verbs.Actor actor, UUID account)
            throws ProblemRaised {
        String identity = account.toString();
        Verbs.allow(
                RoomRules.onPerson(
                        Act.REMOVE,
                        actor.role(),
                        Verbs.roleOf(edit, identity),
                        identity.equals(actor.identity())));
        RoomStore.letOut(edit.tx(), edit.id(), account);
        if (edit.room().visibility() == Visibility.PRIVATE) {
            edit.expel(identity, AudienceStore.Cause.UNINVITED);
        }
        edit.log(actor.account(), "person-let-out", identity);
        return "person-let-out";
    }

    /** An operator ends a room; false when there is none or it has ended already. */
    boolean endByOperator(Tx tx, UUID room, UUID operator, String reason) {
        var edit = RoomEdit.lock(tx, tools, room);
        if (edit == null || edit.room().ended()) {
            return false;
        }
        edit.log(operator, "room-ended", null, reason);
        edit.end();
        edit.finish("room-ended");
        return true;
    }

    /** Who leads a room has an account to answer with. */
    private static void refuseGuest(StageSeat seat) throws ProblemRaised {
        if (Visiting.is(seat.account())) {
            throw RoomProblems.MEMBERS_LEAD.raise();
        }
    }

    private void refuseMoreCohosts(RoomEdit edit) throws ProblemRaised {
        long cohosts = edit.seats().stream().filter(seat -> seat.role() == Role.COHOST).count();
        if (cohosts >= tools.settings().cohostsMax()) {
            throw RoomProblems.COHOSTS_FULL.raise();
        }
    }

    private void record(RoomEdit edit, UUID actor, Removal removal) {
        var account = Identities.account(removal.identity());
        var about = account == null ? edit.id() : account;
        tools.parts()
                .actions()
                .write(
                        edit.tx(),
                        new Action(actor, "room-person-removed", about, removal.reason()));
    }
}
