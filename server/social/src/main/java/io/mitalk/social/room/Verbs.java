package io.mitalk.social.room;

import io.mitalk.db.Tx;
import io.mitalk.http.Problem;
import io.mitalk.http.ProblemRaised;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Thread-safe. The frame around each verb of a member: in by the door, under the row's lock, and the new view out. */
final class Verbs {

    private final RoomTools tools;

    Verbs(RoomTools tools) {
        this.tools = tools;
    }

    /** Whoever does something: a member, or a guest on the stage, in a room that is open. */
    record Actor(UUID account, Role role, RoomStore.Tie tie) {

        String identity() {
            return account.toString();
        }
    }

    /** Changes a room and says in the past tense what happened. */
    @FunctionalInterface
    interface Verb {
        String run(RoomEdit edit, Actor actor) throws ProblemRaised;
    }

    /**
     * Lets a member, or a guest on the stage, change a room.
     *
     * @throws ProblemRaised what the verb throws, {@code not-found}, {@code removed-from-room}, {@code room-ended}
     */
    RoomView change(UUID member, UUID room, Verb verb) throws ProblemRaised {
        var who = Who.named(member);
        var database = tools.parts().database();
        database.<ProblemRaised>run(
                tx -> {
                    var edit = RoomEdit.require(tx, tools, room);
                    var tie = Door.enter(tx, edit.room(), who);
                    Door.mustBeOpen(edit.room());
                    var actor = new Actor(member, Views.role(who, tie), tie);
                    edit.finish(verb.run(edit, actor));
                });
        // After the commit: the stage is not to wait for what only the answer needs.
        return view(member, room);
    }

    /** The room as a member sees it. */
    RoomView view(UUID member, UUID room) throws ProblemRaised {
        return tools.parts()
                .database()
                .<RoomView, ProblemRaised>read(
                        tx -> view(tx, RoomStore.require(tx, room), Who.member(member)));
    }

    /**
     * What a guest goes by whom a pass put on the stage of a room.
     *
     * @throws ProblemRaised {@code not-signed-in} for any other guest
     */
    UUID guest(UUID room, String identity) throws ProblemRaised {
        var visitor =
                tools.parts()
                        .database()
                        .<@Nullable UUID, RuntimeException>read(
                                tx -> PassStore.visitor(tx, room, identity));
        if (visitor == null) {
            throw Problem.NOT_SIGNED_IN.raise();
        }
        return visitor;
    }

    /** A verb that only those of the rank which {@code act} needs may do. */
    static Verb onRoom(Act act, Verb verb) {
        return (edit, actor) -> {
            allow(RoomRules.onRoom(act, actor.role()));
            return verb.run(edit, actor);
        };
    }

    /** What a person is who is named by identity: the role of a seat's holder, else that of a listener. */
    static Role roleOf(RoomEdit edit, String identity) {
        var account = Identities.account(identity);
        if (account == null) {
            return Role.GUEST;
        }
        var seat = edit.seat(account);
        return seat == null ? Role.LISTENER : seat.role();
    }

    static void allow(@Nullable Problem refusal) throws ProblemRaised {
        if (refusal != null) {
            throw refusal.raise();
        }
    }

    /**
     * The account that an identity names.
     *
     * @throws ProblemRaised {@code not-in-room}: a guest has none
     */
    static UUID account(String identity) throws ProblemRaised {
        var account = Identities.account(identity);
        if (account == null) {
            throw RoomProblems.NOT_IN_ROOM.raise();
        }
        return account;
    }

    /**
     * The seat of whoever is named.
     *
     * @throws ProblemRaised {@code not-on-stage}
     */
    static StageSeat seat(RoomEdit edit, String identity) throws ProblemRaised {
        var account = Identities.account(identity);
        var seat = account == null ? null : edit.seat(account);
        if (seat == null) {
            throw RoomProblems.NOT_ON_STAGE.raise();
        }
        return seat;
    }

    private RoomView view(Tx tx, Room room, Who who) {
        var tie = RoomStore.tie(tx, room, who.identity(), Objects.requireNonNull(who.account()));
        return tools.views().view(tx, room, Views.you(who, tie));
    }
}
