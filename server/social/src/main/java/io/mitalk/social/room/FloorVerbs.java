package io.mitalk.social.room;

import io.mitalk.db.Tx;
import io.mitalk.http.Problem;
import io.mitalk.http.ProblemRaised;
import io.mitalk.social.floor.FairQueue;
import io.mitalk.social.floor.FloorMode;
import io.mitalk.social.floor.FloorProblems;
import io.mitalk.social.floor.Turn;
import io.mitalk.social.floor.Waiting;
import io.mitalk.social.room.Verbs.Verb;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Thread-safe. Who speaks next, and for how long: what moderators decide, and what speakers may themselves. */
final class FloorVerbs {

    private static final int MIN_REASON = 3;
    private static final int MAX_REASON = 200;

    private final RoomTools tools;

    FloorVerbs(RoomTools tools) {
        this.tools = tools;
    }

    /**
     * The rule by which the floor goes round, and the length of a turn.
     *
     * @param boxSeconds null to leave it as it is
     * @param pushToTalk null to leave it as it is
     * @throws ProblemRaised {@code bad-request} for a length out of bounds
     */
    Verb mode(FloorMode mode, @Nullable Integer boxSeconds, @Nullable Boolean pushToTalk)
            throws ProblemRaised {
        var box = boxSeconds == null ? null : box(boxSeconds);
        return Verbs.onRoom(
                Act.FLOOR,
                (edit, actor) -> {
                    var desk = edit.floor();
                    var length = box == null ? desk.floor().box() : box;
                    boolean other = desk.floor().mode() != mode || box != null;
                    if (other || pushToTalk == null) {
                        desk.mode(mode, length);
                    }
                    if (pushToTalk != null) {
                        desk.pushToTalk(pushToTalk);
                    }
                    edit.log(actor.account(), "floor-changed", null, mode.word());
                    return "floor-changed";
                });
    }

    private Duration box(int seconds) throws ProblemRaised {
        var box = Duration.ofSeconds(seconds);
        var settings = tools.floors().settings();
        if (box.compareTo(settings.boxMin()) < 0 || box.compareTo(settings.boxMax()) > 0) {
            throw Problem.BAD_REQUEST.raise().with("field", "boxSeconds");
        }
        return box;
    }

    /**
     * Has somebody on the stage heard whatever the queue says, or no longer. Refusals: {@code no-queue}, {@code
     * higher-rank}.
     */
    Verb link(String identity, boolean heard) {
        return Verbs.onRoom(
                Act.FLOOR,
                (edit, actor) -> {
                    if (edit.floor().floor().mode() == FloorMode.FREE) {
                        throw FloorProblems.NO_QUEUE.raise();
                    }
                    var seat = Verbs.seat(edit, identity);
                    if (!heard) {
                        // To whoever has no turn it is a mute.
                        boolean oneself = identity.equals(actor.identity());
                        Verbs.allow(
                                RoomRules.onPerson(Act.MUTE, actor.role(), seat.role(), oneself));
                    }
                    edit.floor().link(seat.account(), heard);
                    edit.log(
                            actor.account(), heard ? "person-linked" : "person-unlinked", identity);
                    return "floor-changed";
                });
    }

    /**
     * Goes on: to whoever is named, or to whoever is next.
     *
     * <p>Refusals: {@code no-queue} in free rooms, {@code bad-request} when somebody is named in a queue or nobody
     * where the moderators decide, {@code higher-rank} while somebody of an equal or higher rank speaks.
     *
     * @param identity named in rooms where the moderators or the round decide, null in queues
     */
    Verb next(@Nullable String identity) {
        return Verbs.onRoom(
                Act.FLOOR,
                (edit, actor) -> {
                    requireNaming(edit.floor().floor().mode(), identity);
                    endTurn(edit, actor);
                    if (identity != null) {
                        give(edit, identity);
                        edit.log(actor.account(), "turn-given", identity);
                    }
                    return "turn-given";
                });
    }

    private static void requireNaming(FloorMode mode, @Nullable String identity)
            throws ProblemRaised {
        boolean fits =
                switch (mode) {
                    case FREE -> throw FloorProblems.NO_QUEUE.raise();
                    case CHAIR -> identity != null;
                    case QUEUE, BALANCED -> identity == null;
                    case ROUND -> true;
                };
        if (!fits) {
            throw Problem.BAD_REQUEST.raise().with("field", "identity");
        }
    }

    private void give(RoomEdit edit, String identity) throws ProblemRaised {
        var account = Verbs.account(identity);
        Verbs.allow(edit.floor().turnRefused(account));
        if (edit.seat(account) == null) {
            var tie = RoomStore.tie(edit.tx(), edit.room(), identity, account);
            if (!tie.present() || tie.barred()) {
                throw RoomProblems.NOT_IN_ROOM.raise();
            }
            if (edit.floor().full()) {
                throw RoomProblems.STAGE_FULL.raise();
            }
        }
        edit.floor().give(account);
    }

    /**
     * Ends the turn: its holder is done, or a moderator goes on. Refusals: {@code no-turn}, {@code not-moderator},
     * {@code higher-rank}.
     */
    Verb end() {
        return (edit, actor) -> {
            if (edit.floor().floor().turn() == null) {
                throw FloorProblems.NO_TURN.raise();
            }
            endTurn(edit, actor);
            return "turn-ended";
        };
    }

    private static void endTurn(RoomEdit edit, Verbs.Actor actor) throws ProblemRaised {
        var turn = edit.floor().floor().turn();
        if (turn == null) {
            return;
        }
        var holder = turn.holder().toString();
        boolean oneself = turn.holder().equals(actor.account());
        if (!oneself) {
            var role = Verbs.roleOf(edit, holder);
            Verbs.allow(RoomRules.onPerson(Act.MUTE, actor.role(), role, false));
        }
        edit.floor().end(oneself ? Turn.End.YIELDED : Turn.End.SKIPPED);
        edit.log(actor.account(), oneself ? "turn-yielded" : "turn-skipped", holder);
    }

    /**
     * Puts somebody who waits next, right after whoever speaks. The room sees who did it and why. Refusals: {@code
     * no-queue}, {@code not-waiting}.
     *
     * @throws ProblemRaised {@code bad-request} for a reason too short or long
     */
    Verb lift(String identity, String reason) throws ProblemRaised {
        String why = reason.strip();
        if (why.length() < MIN_REASON || why.length() > MAX_REASON) {
            throw Problem.BAD_REQUEST.raise().with("field", "reason");
        }
        return inQueue(
                identity,
                (edit, account, by) -> {
                    var lift = new Waiting.Lift(by, edit.tx().now(), why);
                    tools.floors().lift(edit.tx(), edit.id(), account, lift);
                    tools.added().forEach(part -> part.lifted(edit, account, lift));
                    edit.log(by, "queue-lifted", identity, why);
                });
    }

    /** Gives somebody who waits the right of reply, or takes it back. Refusals as for {@link #lift}. */
    Verb reply(String identity, boolean granted) {
        return inQueue(
                identity,
                (edit, account, by) -> {
                    tools.floors().reply(edit.tx(), edit.id(), account, granted);
                    edit.log(by, granted ? "reply-granted" : "reply-taken", identity);
                });
    }

    private interface QueueChange {
        void make(RoomEdit edit, UUID account, UUID by);
    }

    private static Verb inQueue(String identity, QueueChange change) {
        return Verbs.onRoom(
                Act.FLOOR,
                (edit, actor) -> {
                    if (!edit.floor().floor().mode().queues()) {
                        throw FloorProblems.NO_QUEUE.raise();
                    }
                    var account = Verbs.account(identity);
                    boolean waits =
                            StageStore.hands(edit.tx(), edit.id()).stream()
                                    .anyMatch(hand -> hand.account().equals(account));
                    if (!waits) {
                        throw FloorProblems.NOT_WAITING.raise();
                    }
                    change.make(edit, account, actor.account());
                    edit.floor().orderChanged();
                    return "queue-changed";
                });
    }

    /**
     * Immutable. Whoever has the turn, or one who waits and why they stand where they stand.
     *
     * @param turn whether it is the turn's holder, who is first and has no score
     * @param waitSeconds expected until their turn
     */
    record Row(
            String identity,
            boolean turn,
            double score,
            FairQueue.Terms terms,
            boolean overdue,
            @Nullable Lifted lifted,
            long waitSeconds) {}

    /** Immutable. A moderator's exception, and its reason. */
    record Lifted(String by, String reason) {}

    /**
     * The queue with every term of every score, whoever has the turn first.
     *
     * @throws ProblemRaised {@code not-found}, {@code removed-from-room}
     */
    List<Row> queue(Who who, UUID room) throws ProblemRaised {
        return tools.parts()
                .database()
                .<List<Row>, ProblemRaised>read(
                        tx -> {
                            Door.enter(tx, RoomStore.require(tx, room), who);
                            var floor = tools.floors().of(tx, room);
                            long busy = secondsLeft(tx, floor.turn());
                            long box = floor.box().toSeconds();
                            var places = FloorDesk.queue(tools.floors(), tx, room, floor.mode());
                            var rows =
                                    IntStream.range(0, places.size())
                                            .mapToObj(i -> row(places.get(i), busy + i * box));
                            return Stream.concat(holder(floor.turn()), rows).toList();
                        });
    }

    private static long secondsLeft(Tx tx, @Nullable Turn turn) {
        return turn == null
                ? 0
                : Math.max(0, Duration.between(tx.now(), turn.endsAt()).toSeconds());
    }

    private static Stream<Row> holder(@Nullable Turn turn) {
        if (turn == null) {
            return Stream.empty();
        }
        var none = new FairQueue.Terms(0, 0, 0, 0, 0);
        return Stream.of(new Row(turn.holder().toString(), true, 0, none, false, null, 0));
    }

    private static Row row(FairQueue.Place place, long waitSeconds) {
        var lift = place.waiting().lift();
        return new Row(
                place.waiting().account().toString(),
                false,
                place.terms().score(),
                place.terms(),
                place.overdue(),
                lift == null ? null : new Lifted(lift.by().toString(), lift.reason()),
                waitSeconds);
    }
}
