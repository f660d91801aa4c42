package io.mitalk.social.room;

import io.mitalk.db.Tx;
import java.util.UUID;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Thread-safe. Keeps rooms true: after a restart, when the media plane forgot, when somebody may stay no longer. */
final class Upkeep {

    private final RoomTools tools;
    private final RoomTimers timers;

    Upkeep(RoomTools tools, RoomTimers timers) {
        this.tools = tools;
        this.timers = timers;
    }

    /**
     * Takes up the rooms of an earlier run of the server. Whoever was there until its last sign of life is gone now,
     * and comes back by itself; timers that ran go on.
     */
    void takeUp() {
        eachOpenRoom(
                edit -> {
                    var tx = edit.tx();
                    edit.everybodyGone(AudienceStore.lease(tx));
                    timers.setEmpty(tx, edit.id(), true);
                    timers.setAway(edit);
                    edit.finish("server-started");
                });
    }

    /** Tells the media plane every open room as it is; it knows them all when this returns. */
    void applyPlans() {
        var database = tools.parts().database();
        for (var room : database.read(RoomStore::openIds)) {
            var plan =
                    database.<@Nullable StagePlan, RuntimeException>write(
                            tx -> {
                                var edit = RoomEdit.lock(tx, tools, room);
                                return edit == null ? null : edit.plan();
                            });
            if (plan != null) {
                tools.parts().stage().apply(plan);
            }
        }
    }

    void purgeTickets() {
        var database = tools.parts().database();
        for (var room : database.read(AudienceStore::withExpiredTickets)) {
            database.run(tx -> AudienceStore.purge(tx, room));
        }
    }

    /** An account was suspended, deleted, or is a member again. */
    void shutOutChanged(UUID account) {
        var database = tools.parts().database();
        boolean out = database.read(tx -> Standings.shutOut(tx, account));
        var cause = AudienceStore.Cause.SUSPENDED;
        var rooms =
                database.read(
                        tx ->
                                out
                                        ? StageStore.roomsOf(tx, account)
                                        : AudienceStore.barredFrom(tx, account, cause));
        for (var room : rooms) {
            inRoom(room, edit -> settle(edit, account, cause, out));
        }
    }

    /** Two people want nothing of each other, or do again: neither is in the other's rooms. */
    void blockChanged(UUID one, UUID other) {
        keepApart(one, other);
        keepApart(other, one);
    }

    private void keepApart(UUID host, UUID person) {
        var rooms = tools.parts().database().read(tx -> RoomStore.openIdsOf(tx, host));
        for (var room : rooms) {
            inRoom(
                    room,
                    edit -> {
                        var tie = RoomStore.tie(edit.tx(), edit.room(), person.toString(), person);
                        settle(edit, person, AudienceStore.Cause.BLOCKED, tie.blocked());
                    });
        }
    }

    /** Whoever is in a room and may not be, because what should have told us was lost, leaves now. */
    void sendStraysAway() {
        var database = tools.parts().database();
        for (var stray : database.read(Standings::strays)) {
            var cause =
                    stray.shutOut() ? AudienceStore.Cause.SUSPENDED : AudienceStore.Cause.BLOCKED;
            inRoom(stray.room(), edit -> settle(edit, stray.account(), cause, true));
        }
        for (var pardoned : database.read(Standings::pardoned)) {
            inRoom(
                    pardoned.room(),
                    edit -> settle(edit, pardoned.account(), AudienceStore.Cause.SUSPENDED, false));
        }
    }

    private static void settle(
            RoomEdit edit, UUID account, AudienceStore.Cause cause, boolean out) {
        if (out) {
            var seat = edit.seat(account);
            var heir = Handover.heir(edit.seats());
            edit.expel(account.toString(), cause);
            if (seat != null && seat.role() == Role.MODERATOR) {
                if (heir == null) {
                    edit.log(null, "room-ended", null, "no moderator");
                    edit.end();
                } else {
                    edit.put(heir.withRole(Role.MODERATOR));
                }
            }
            edit.log(null, "person-sent-away", account.toString());
        } else {
            edit.readmit(account.toString(), cause);
        }
        edit.finish("person-removed");
    }

    private void eachOpenRoom(Consumer<RoomEdit> work) {
        for (var room : tools.parts().database().read(RoomStore::openIds)) {
            inRoom(room, work);
        }
    }

    private void inRoom(UUID room, Consumer<RoomEdit> work) {
        tools.parts().database().run(tx -> inRoom(tx, room, work));
    }

    private void inRoom(Tx tx, UUID room, Consumer<RoomEdit> work) {
        var edit = RoomEdit.lock(tx, tools, room);
        if (edit != null && !edit.room().ended()) {
            work.accept(edit);
        }
    }
}
