package io.mitalk.social.room;

import io.mitalk.db.Tx;
import io.mitalk.http.Problem;
import io.mitalk.http.ProblemRaised;
import io.mitalk.kit.text.Names;
import io.mitalk.social.account.PersonCard;
import io.mitalk.social.floor.FloorMode;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.util.HexFormat;
import java.util.List;
import java.util.UUID;

/**
 * Thread-safe. Speaker passes: a host gives one to somebody without an account, who goes onto the stage of that room by
 * it, once, under the name they say and as that host's guest. They speak, mute and unmute themselves, say whether they
 * are recorded, and leave; no room is ever led by one.
 */
final class Passes {

    private static final int CODE_LENGTH = 22;
    private static final int MAX_NAME = 40;

    private final Rooms rooms;
    private final RoomTools tools;
    private final RoomTimers timers;

    Passes(Rooms rooms, RoomTools tools, RoomTimers timers) {
        this.rooms = rooms;
        this.tools = tools;
        this.timers = timers;
    }

    /** Immutable. A new pass; {@code code} is told once and never kept. */
    record Made(String code, Instant expiresAt) {}

    /** Immutable. Where a pass leads, and whose guest one is by it. */
    record Shown(RoomCard room, PersonCard by) {}

    /**
     * A pass for one person into a public room.
     *
     * @throws ProblemRaised {@code not-moderator}, {@code pass-public-only}, {@code passes-full}, and what a door says
     */
    Made make(UUID member, UUID room) throws ProblemRaised {
        return change(
                member,
                room,
                "pass-made",
                (edit, visit) -> {
                    visit.mustHost();
                    if (edit.room().visibility() != Visibility.PUBLIC) {
                        throw RoomProblems.PASS_PUBLIC_ONLY.raise();
                    }
                    if (PassStore.open(edit.tx(), room) >= tools.settings().passesMax()) {
                        throw RoomProblems.PASSES_FULL.raise();
                    }
                    String code = tools.parts().randomness().text(CODE_LENGTH);
                    var expires = edit.tx().now().plus(tools.settings().pass());
                    var id = tools.parts().ids().next();
                    PassStore.add(
                            edit.tx(), new PassStore.Pass(id, room, member, expires), hash(code));
                    edit.log(member, "pass-made", null);
                    return new Made(code, expires);
                });
    }

    /** Nobody comes by the passes of this room that nobody has used yet. */
    void withdraw(UUID member, UUID room) throws ProblemRaised {
        this.<Boolean>change(
                member,
                room,
                "passes-withdrawn",
                (edit, visit) -> {
                    visit.mustHost();
                    PassStore.dropOpen(edit.tx(), room);
                    edit.log(member, "passes-withdrawn", null);
                    return true;
                });
    }

    private <T> T change(UUID member, UUID room, String type, Rooms.Change<T> change)
            throws ProblemRaised {
        return tools.parts()
                .database()
                .<T, ProblemRaised>write(tx -> rooms.change(tx, member, room, type, change));
    }

    /**
     * What a pass is for.
     *
     * @throws ProblemRaised {@code pass-dead}
     */
    Shown show(String code) throws ProblemRaised {
        return tools.parts()
                .database()
                .<Shown, ProblemRaised>read(
                        tx -> {
                            var pass = good(tx, code);
                            var room = RoomStore.require(tx, pass.room());
                            refuseEnded(room);
                            var faces = tools.views().faces(tx, List.of(pass.byAccount()));
                            return new Shown(
                                    tools.views().cards(tx, List.of(room)).getFirst(),
                                    faces.of(pass.byAccount()));
                        });
    }

    /**
     * Puts a guest on the stage, and answers of which room.
     *
     * @param guest the identity that their browser keeps
     * @throws ProblemRaised {@code pass-dead}, {@code stage-full}, {@code removed-from-room}, {@code bad-request} for a
     *     name that is none
     */
    UUID use(String code, String name, String guest) throws ProblemRaised {
        var clean = Names.clean(name, MAX_NAME);
        if (clean == null) {
            throw Problem.BAD_REQUEST.raise().with("field", "name");
        }
        return tools.parts()
                .database()
                .<UUID, ProblemRaised>write(
                        tx -> {
                            var pass = good(tx, code);
                            var edit = RoomEdit.require(tx, tools, pass.room());
                            refuseEnded(edit.room());
                            if (RoomStore.tie(tx, edit.room(), guest, null).barred()) {
                                throw RoomProblems.REMOVED.raise();
                            }
                            if (edit.floor().full()) {
                                throw RoomProblems.STAGE_FULL.raise();
                            }
                            seat(edit, pass, clean, guest);
                            return edit.id();
                        });
    }

    private void seat(RoomEdit edit, PassStore.Pass pass, String name, String guest)
            throws ProblemRaised {
        var visitor = Visiting.of(tools.parts().ids().next());
        var used = new PassStore.Guest(visitor, name, pass.byAccount());
        if (!PassStore.use(edit.tx(), pass.id(), used, guest)) {
            throw RoomProblems.PASS_DEAD.raise();
        }
        edit.put(StageSeat.taken(visitor, Role.SPEAKER, edit.tx().now(), false));
        if (edit.floor().floor().mode() != FloorMode.FREE) {
            // They cannot queue, and were asked to speak.
            edit.floor().link(visitor, true);
        }
        edit.log(pass.byAccount(), "pass-used", visitor.toString(), name);
        edit.finish("seat-taken");
        timers.setAway(edit);
    }

    /** Who a guest is in this room: somebody on its stage, where they came by a pass. */
    static Who recognised(Tx tx, UUID room, Who who) {
        if (who.account() != null || who.identity().isEmpty()) {
            return who;
        }
        var visitor = PassStore.visitor(tx, room, who.identity());
        return visitor == null ? who : new Who(visitor.toString(), visitor, false);
    }

    private static PassStore.Pass good(Tx tx, String code) throws ProblemRaised {
        var pass = PassStore.byHash(tx, hash(code));
        if (pass == null) {
            throw RoomProblems.PASS_DEAD.raise();
        }
        return pass;
    }

    private static void refuseEnded(Room room) throws ProblemRaised {
        if (room.ended()) {
            throw RoomProblems.PASS_DEAD.raise();
        }
    }

    /** A plain hash is enough: there is nothing to guess about 131 random bits. */
    private static String hash(String code) {
        try {
            var digest = MessageDigest.getInstance("SHA-256");
            return HexFormat.of().formatHex(digest.digest(code.getBytes(StandardCharsets.UTF_8)));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }
}
