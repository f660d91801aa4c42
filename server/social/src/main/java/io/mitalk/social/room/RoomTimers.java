package io.mitalk.social.room;

import io.mitalk.db.Deadlines;
import io.mitalk.db.Tx;
import io.mitalk.social.floor.Turn;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import java.util.stream.Stream;

/** Thread-safe. What happens in rooms by itself when its time has come, also when the server was away meanwhile. */
final class RoomTimers {

    static final String HANDOVER = "room.handover";
    static final String EMPTY = "room.empty";
    static final String AWAY = "room.away";
    static final String END = "room.end";
    static final String OFFER = "room.offer";
    static final String QUIET = "room.quiet";
    static final String SPEECH = "room.speech";
    static final String TURN = "floor.turn";
    static final String VOTE = "floor.vote";

    /** The kinds whose key is a room's id. */
    static final List<String> OF_ROOM = List.of(HANDOVER, EMPTY, AWAY, END, QUIET, TURN, VOTE);

    private final RoomTools tools;

    RoomTimers(RoomTools tools) {
        this.tools = tools;
    }

    /** Says who carries out what; before the deadlines start. */
    void listen() {
        var deadlines = tools.parts().deadlines();
        deadlines.on(HANDOVER, onRoom(this::handOver));
        deadlines.on(EMPTY, onRoom(this::endEmpty));
        deadlines.on(AWAY, onRoom(this::releaseAway));
        deadlines.on(END, onRoom(this::end));
        deadlines.on(TURN, onRoom(RoomTimers::cutTurn));
        deadlines.on(VOTE, onRoom(RoomTimers::countVote));
        deadlines.on(OFFER, this::lapse);
        deadlines.on(SPEECH, (tx, room) -> SpeechStore.forget(tx, UUID.fromString(room)));
    }

    private interface Due {
        void run(RoomEdit edit);
    }

    private Deadlines.Handler<RuntimeException> onRoom(Due due) {
        return (tx, key) -> {
            var edit = RoomEdit.lock(tx, tools, UUID.fromString(key));
            if (edit != null && !edit.room().ended()) {
                due.run(edit);
            }
        };
    }

    /** A moderator is lost: the heir of now takes over, if it is time for that one. */
    private void handOver(RoomEdit edit) {
        var settings = tools.settings();
        var next = Handover.next(edit.seats(), settings.cohostAfter(), settings.speakerAfter());
        var lost = edit.moderator();
        if (next == null || lost == null) {
            return;
        }
        if (next.due().isAfter(edit.tx().now())) {
            tools.parts().deadlines().set(edit.tx(), HANDOVER, edit.id().toString(), next.due());
            return;
        }
        long cohosts = edit.seats().stream().filter(seat -> seat.role() == Role.COHOST).count();
        edit.put(
                lost.withRole(
                        cohosts < Math.max(1, settings.cohostsMax()) ? Role.COHOST : Role.SPEAKER));
        edit.put(Objects.requireNonNull(edit.seat(next.to())).withRole(Role.MODERATOR));
        edit.log(null, "moderator-changed", next.to().toString());
        edit.finish("moderator-changed");
    }

    /** A turn and its grace are over: the server stops forwarding the speaker, and the next one has the floor. */
    private static void cutTurn(RoomEdit edit) {
        var turn = edit.floor().floor().turn();
        if (turn != null && edit.floor().overdue()) {
            edit.floor().end(Turn.End.CUT);
            edit.log(null, "turn-cut", turn.holder().toString());
            edit.finish("turn-ended");
        }
    }

    private static void countVote(RoomEdit edit) {
        var turn = edit.floor().floor().turn();
        if (turn == null) {
            return;
        }
        if (edit.floor().countVote()) {
            edit.log(null, "turn-extended", turn.holder().toString());
        }
        edit.finish("vote-counted");
    }

    private void endEmpty(RoomEdit edit) {
        if (AudienceStore.count(edit.tx(), edit.id()).people() == 0) {
            edit.log(null, "room-ended", null, "empty");
            edit.end();
            edit.finish("room-ended");
        }
    }

    private void end(RoomEdit edit) {
        edit.log(null, "room-ended", null, "countdown");
        edit.end();
        edit.finish("room-ended");
    }

    /** Who has been gone for long has neither seat nor hand any more; a moderator without an heir stays one. */
    private void releaseAway(RoomEdit edit) {
        var tx = edit.tx();
        var then = tx.now().minus(tools.settings().away());
        for (var seat : List.copyOf(edit.seats())) {
            var lost = seat.lostSince();
            if (lost != null
                    && !seat.here()
                    && !lost.isAfter(then)
                    && seat.role() != Role.MODERATOR) {
                edit.removeSeat(seat.account());
                edit.log(null, "seat-released", seat.identity());
            }
        }
        for (var account : StageStore.handsLostBefore(tx, edit.id(), then)) {
            edit.lowerHand(account);
        }
        edit.finish("away-released");
        setAway(edit);
    }

    /** Sets when {@link #releaseAway} is to look again. */
    void setAway(RoomEdit edit) {
        var seats =
                edit.seats().stream()
                        .filter(seat -> !seat.here() && seat.role() != Role.MODERATOR)
                        .map(StageSeat::lostSince);
        Stream.concat(seats, Stream.ofNullable(StageStore.firstHandLost(edit.tx(), edit.id())))
                .filter(Objects::nonNull)
                .min(Instant::compareTo)
                .ifPresent(
                        first ->
                                tools.parts()
                                        .deadlines()
                                        .set(
                                                edit.tx(),
                                                AWAY,
                                                edit.id().toString(),
                                                first.plus(tools.settings().away())));
    }

    /** Sets or forgets when a room without people ends. */
    void setEmpty(Tx tx, UUID room, boolean empty) {
        var deadlines = tools.parts().deadlines();
        if (!empty) {
            deadlines.cancel(tx, EMPTY, room.toString());
        } else if (deadlines.due(tx, EMPTY, room.toString()) == null) {
            deadlines.set(tx, EMPTY, room.toString(), tx.now().plus(tools.settings().empty()));
        }
    }

    private void lapse(Tx tx, String key) {
        int slash = key.indexOf('/');
        var account = UUID.fromString(key.substring(slash + 1));
        var edit = RoomEdit.lock(tx, tools, UUID.fromString(key.substring(0, slash)));
        if (edit != null && !edit.room().ended() && edit.withdraw(account)) {
            edit.log(null, "offer-lapsed", account.toString());
            edit.finish("offer-closed");
        }
    }
}
