package io.mitalk.social.room;

import io.mitalk.db.Tx;
import io.mitalk.http.Problem;
import io.mitalk.http.ProblemRaised;
import io.mitalk.social.action.Action;
import java.util.List;
import java.util.UUID;

/** Thread-safe. What moderators and co-hosts do; nobody acts on an equal or higher rank. */
final class Moderation {

    private static final int MAX_COUNTDOWN_SECONDS = 600;
    private static final int MAX_REASON = 500;

    private final RoomTools tools;
    private final Verbs verbs;

    Moderation(RoomTools tools, Verbs verbs) {
        this.tools = tools;
        this.verbs = verbs;
    }

    /** From backstage to live: from now on the audience hears the stage. */
    RoomView live(UUID member, UUID room) throws ProblemRaised {
        return verbs.change(
                member,
                room,
                (edit, actor) -> {
                    Verbs.allow(RoomRules.onRoom(Act.GO_LIVE, actor.role()));
                    if (edit.room().phase() == Phase.BACKSTAGE) {
                        edit.goLive();
                        edit.log(member, "went-live", null);
                    }
                    return "went-live";
                });
    }

    /**
     * Makes a speaker a co-host, a co-host a speaker, or either a listener.
     *
     * @throws ProblemRaised {@code not-on-stage}: listeners come by an offer and their own tap; {@code cohosts-full}
     */
    RoomView role(UUID member, UUID room, Appointment appointment) throws ProblemRaised {
        return verbs.change(
                member,
                room,
                (edit, actor) -> {
                    String identity = appointment.identity();
                    boolean oneself = identity.equals(actor.identity());
                    boolean demotion = appointment.role() == Role.LISTENER;
                    var target = Verbs.roleOf(edit, identity);
                    Verbs.allow(
                            RoomRules.onPerson(
                                    demotion ? Act.DEMOTE : Act.APPOINT,
                                    actor.role(),
                                    target,
                                    oneself));
                    var seat = Verbs.seat(edit, identity);
                    if (demotion) {
                        StageVerbs.stepDown(edit, seat);
                        edit.log(member, "person-demoted", identity);
                        return "seat-left";
                    }
                    if (appointment.role() == Role.COHOST && seat.role() != Role.COHOST) {
                        refuseMoreCohosts(edit);
                    }
                    edit.put(seat.withRole(appointment.role()));
                    edit.log(member, "role-changed", identity, appointment.role().word());
                    return "role-changed";
                });
    }

    /** Immutable. Who is to become what: co-host, speaker or listener. */
    record Appointment(String identity, Role role) {}

    /** Silences somebody on the stage, or lifts that; one may lift one's own. */
    RoomView mute(UUID member, UUID room, String identity, boolean muted) throws ProblemRaised {
        return verbs.change(
                member,
                room,
                (edit, actor) -> {
                    Verbs.allow(
                            RoomRules.onPerson(
                                    muted ? Act.MUTE : Act.UNMUTE,
                                    actor.role(),
                                    Verbs.roleOf(edit, identity),
                                    identity.equals(actor.identity())));
                    var seat = Verbs.seat(edit, identity);
                    if (seat.muted() != muted) {
                        edit.put(seat.withMuted(muted));
                        edit.log(member, muted ? "person-muted" : "person-unmuted", identity);
                    }
                    return muted ? "person-muted" : "person-unmuted";
                });
    }

    /** Silences everybody of a lower rank. */
    RoomView muteAll(UUID member, UUID room) throws ProblemRaised {
        return verbs.change(
                member,
                room,
                (edit, actor) -> {
                    Verbs.allow(RoomRules.onRoom(Act.MUTE_ALL, actor.role()));
                    for (var seat : List.copyOf(edit.seats())) {
                        if (seat.role().rank() < actor.role().rank() && !seat.muted()) {
                            edit.put(seat.withMuted(true));
                        }
                    }
                    edit.log(member, "all-muted", null);
                    return "all-muted";
                });
    }

    /**
     * Sends somebody away, who cannot come back into this room.
     *
     * @throws ProblemRaised {@code not-found} for who was never in it
     */
    RoomView remove(UUID member, UUID room, Removal removal) throws ProblemRaised {
        return verbs.change(
                member,
                room,
                (edit, actor) -> {
                    String identity = removal.identity();
                    Verbs.allow(
                            RoomRules.onPerson(
                                    Act.REMOVE,
                                    actor.role(),
                                    Verbs.roleOf(edit, identity),
                                    identity.equals(actor.identity())));
                    var account = Identities.account(identity);
                    boolean seated = account != null && edit.seat(account) != null;
                    if (!seated && !AudienceStore.known(edit.tx(), room, identity)) {
                        throw Problem.NOT_FOUND.raise();
                    }
                    edit.expel(identity, AudienceStore.Cause.REMOVED);
                    if (account == null) {
                        var until = edit.tx().now().plus(tools.settings().guestBar());
                        SourceStore.bar(edit.tx(), room, identity, until);
                    } else {
                        RoomStore.letOut(edit.tx(), room, account);
                    }
                    edit.log(member, "person-removed", identity, removal.reason());
                    record(edit, member, removal);
                    return "person-removed";
                });
    }

    /** Immutable. Who is to go, and why, if the actor says so. */
    record Removal(String identity, String reason) {

        Removal {
            reason = reason.length() > MAX_REASON ? reason.substring(0, MAX_REASON) : reason;
        }
    }

    RoomView lockHands(UUID member, UUID room, boolean locked) throws ProblemRaised {
        return verbs.change(
                member,
                room,
                (edit, actor) -> {
                    Verbs.allow(RoomRules.onRoom(Act.LOCK_HANDS, actor.role()));
                    if (edit.room().handsLocked() != locked) {
                        edit.lockHands(locked);
                        edit.log(member, locked ? "hands-locked" : "hands-unlocked", null);
                    }
                    return locked ? "hands-locked" : "hands-unlocked";
                });
    }

    /** Ends the room after a countdown that can be stopped, or at once when it is 0 seconds. */
    RoomView end(UUID member, UUID room, int seconds) throws ProblemRaised {
        if (seconds < 0 || seconds > MAX_COUNTDOWN_SECONDS) {
            throw Problem.BAD_REQUEST.raise().with("field", "seconds");
        }
        return verbs.change(
                member,
                room,
                (edit, actor) -> {
                    Verbs.allow(RoomRules.onRoom(Act.END, actor.role()));
                    if (seconds == 0) {
                        edit.log(member, "room-ended", null);
                        edit.end();
                        return "room-ended";
                    }
                    edit.endAt(edit.tx().now().plusSeconds(seconds));
                    edit.log(member, "end-announced", null, Integer.toString(seconds));
                    return "end-announced";
                });
    }

    /** Stops the countdown. */
    RoomView stopEnd(UUID member, UUID room) throws ProblemRaised {
        return verbs.change(
                member,
                room,
                (edit, actor) -> {
                    Verbs.allow(RoomRules.onRoom(Act.END, actor.role()));
                    if (edit.room().endsAt() != null) {
                        edit.endAt(null);
                        edit.log(member, "end-stopped", null);
                    }
                    return "end-stopped";
                });
    }

    /** Lets a member into a private room by name, or no longer, which also sends them away. */
    RoomView letIn(UUID member, UUID room, String handle, boolean in) throws ProblemRaised {
        return verbs.change(
                member,
                room,
                (edit, actor) -> {
                    Verbs.allow(RoomRules.onRoom(Act.LET_IN, actor.role()));
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
                            ? letIn(edit, member, account.id())
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
