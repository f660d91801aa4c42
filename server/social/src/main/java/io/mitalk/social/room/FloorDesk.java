package io.mitalk.social.room;

import io.mitalk.db.Tx;
import io.mitalk.http.Problem;
import io.mitalk.http.ProblemRaised;
import io.mitalk.social.floor.FairQueue;
import io.mitalk.social.floor.Floor;
import io.mitalk.social.floor.FloorMode;
import io.mitalk.social.floor.FloorProblems;
import io.mitalk.social.floor.Floors;
import io.mitalk.social.floor.Turn;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Owned by one transaction. The floor of a room that is being changed: who has the turn, and who gets it next. It
 * follows seats, hands and offers as they change, and {@link #settle} leaves no floor vacant that somebody could have.
 */
public final class FloorDesk {

    private final RoomEdit edit;
    private final RoomTools tools;
    private final Floors floors;
    private Floor floor;
    private boolean changed;

    FloorDesk(RoomEdit edit, RoomTools tools) {
        this.edit = edit;
        this.tools = tools;
        this.floors = tools.floors();
        this.floor = floors.of(edit.tx(), edit.id());
    }

    /** The floor as it is now. */
    public Floor floor() {
        return floor;
    }

    boolean changed() {
        return changed;
    }

    /** Whether somebody on the stage may be heard now; backstage everybody is. */
    boolean hears(UUID account) {
        return edit.room().phase() != Phase.LIVE || floor.hears(account);
    }

    /** Another rule; hands stay up in their order, and the moderator goes on being heard. */
    void mode(FloorMode mode, Duration box) {
        endTurn(Turn.End.DROPPED, false);
        var moderator = edit.moderator();
        become(floor.in(mode, box, moderator == null ? Set.of() : Set.of(moderator.account())));
    }

    /** Has microphones open only while they are held, or no longer. */
    void pushToTalk(boolean only) {
        become(floor.mannered(new Floor.Manner(only, floor.manner().mics())));
    }

    /**
     * So many seats and no more, without hands: the audience asks in other ways. 0 is as many as the operator says.
     *
     * @throws ProblemRaised {@code stage-too-large} while more people sit there
     */
    public void mics(int count) throws ProblemRaised {
        if (count > 0 && edit.seats().size() > count) {
            throw FloorProblems.STAGE_TOO_LARGE.raise();
        }
        if (floor.manner().mics() == count) {
            return;
        }
        become(floor.mannered(new Floor.Manner(floor.manner().pushToTalk(), count)));
        if (count > 0) {
            StageStore.hands(edit.tx(), edit.id()).forEach(hand -> edit.lowerHand(hand.account()));
        }
    }

    /**
     * Refuses who has no seat.
     *
     * @throws ProblemRaised {@code not-on-stage}
     */
    public void mustSit(UUID account) throws ProblemRaised {
        Verbs.seat(edit, account.toString());
    }

    /** Whether nobody more can be seated. */
    boolean full() {
        int mics = floor.manner().mics();
        int most = tools.settings().stageMax();
        return edit.seats().size() >= (mics == 0 ? most : Math.min(mics, most));
    }

    /** Has somebody heard whatever the queue says, or no longer. */
    void link(UUID account, boolean heard) {
        if (floor.linked().contains(account) != heard) {
            become(floor.linking(account, heard));
        }
    }

    /** Ends the turn that there is; a seat that came with it goes. Harmless without one. */
    void end(Turn.End how) {
        endTurn(how, true);
    }

    /**
     * Gives somebody the turn: at once to who is on the stage, or who wrote what is to be said; who is not gets an
     * offer, since going live is everybody's own tap.
     */
    void give(UUID account) {
        var now = edit.tx().now();
        var reading = reading(account);
        if (reading != null) {
            began(floor.reading(account, reading, now));
            edit.lowerHand(account);
            return;
        }
        edit.lowerHand(account);
        if (edit.seat(account) != null) {
            begin(account, false);
            return;
        }
        var lapses = now.plus(floors.settings().offer());
        edit.offer(account, edit.room().host(), lapses);
        become(floor.offering(account, now, lapses));
    }

    /** Whoever was offered the turn takes it, together with the seat. */
    void take(UUID account) {
        if (isOfferedTo(account)) {
            begin(account, true);
        }
    }

    /** An offer is gone; when it was that of the turn, nobody has it. */
    void offerGone(UUID account) {
        if (isOfferedTo(account)) {
            endTurn(Turn.End.LEFT, false);
        }
    }

    /** Somebody has no seat any more. */
    void seatGone(UUID account) {
        if (floor.speaks(account)) {
            endTurn(Turn.End.LEFT, false);
        }
        link(account, false);
    }

    /** A hand went up, or what its place depends on is another. */
    void orderChanged() {
        changed |= floor.mode().queues();
    }

    /** A hand went down. */
    void handDown(UUID account) {
        floors.handDown(edit.tx(), edit.id(), account);
        tools.added().forEach(part -> part.handDown(edit, account));
        orderChanged();
    }

    /** The moderator is another one, who is to be heard as the one before was. */
    void moderatorIs(UUID account) {
        if (floor.mode() != FloorMode.FREE) {
            link(account, true);
        }
    }

    /** A vote on more time begins, unless one runs or the turn is over meanwhile. */
    void openVote() {
        if (floor.voteEndsAt() != null || floor.turn() == null) {
            return;
        }
        var ends = edit.tx().now().plus(floors.settings().vote());
        become(floor.voting(ends));
        tools.parts().deadlines().set(edit.tx(), RoomTimers.VOTE, edit.id().toString(), ends);
    }

    /** Counts the vote that has run long enough, and says whether the turn goes on for longer. */
    boolean countVote() {
        var turn = floor.turn();
        if (floor.voteEndsAt() == null || turn == null) {
            return false;
        }
        boolean carried = floors.carried(edit.tx(), edit.id());
        floors.dropVotes(edit.tx(), edit.id());
        become(floor.counted(carried ? floors.settings().extension() : Duration.ZERO));
        setCut();
        return carried;
    }

    /** Whether the time of the turn is over, grace included. */
    boolean overdue() {
        var turn = floor.turn();
        return turn != null && !turn.offered() && !cutAt(turn).isAfter(edit.tx().now());
    }

    /** The room is over. */
    void close() {
        endTurn(Turn.End.DROPPED, false);
        floors.forget(edit.tx(), edit.id());
    }

    /** Gives a vacant floor to whoever is next, where the mode does so by itself. */
    void settle() {
        if (edit.room().phase() != Phase.LIVE || floor.turn() != null) {
            return;
        }
        var next = next();
        if (next != null) {
            give(next);
            edit.log(null, "turn-given", next.toString());
        }
    }

    /** Keeps what became of the floor. */
    void save() {
        if (changed) {
            floors.save(edit.tx(), edit.id(), floor);
        }
    }

    /** Who waits, the next one first; nobody where hands do not become turns by themselves. */
    List<FairQueue.Place> queue() {
        return edit.room().ended() ? List.of() : queue(floors, edit.tx(), edit.id(), floor.mode());
    }

    /** The same for a room that is only looked at. */
    static List<FairQueue.Place> queue(Floors floors, Tx tx, UUID room, FloorMode mode) {
        if (!mode.queues()) {
            return List.of();
        }
        var hands =
                StageStore.hands(tx, room).stream()
                        .map(hand -> new Floors.Hand(hand.account(), hand.raisedAt()))
                        .toList();
        return floors.queue(tx, room, mode, hands);
    }

    FloorView view() {
        return FloorView.of(floor, queue(), floors.settings());
    }

    private @Nullable UUID next() {
        return switch (floor.mode()) {
            case FREE, CHAIR -> null;
            case QUEUE, BALANCED -> nextOfQueue();
            case ROUND -> nextOfRound();
        };
    }

    private @Nullable UUID nextOfQueue() {
        var here = StageStore.handsHere(edit.tx(), edit.id());
        boolean full = full();
        return queue().stream()
                .map(place -> place.waiting().account())
                .filter(account -> here.contains(account) && turnRefused(account) == null)
                .filter(account -> !full || edit.seat(account) != null || reading(account) != null)
                .findFirst()
                .orElse(null);
    }

    /** Who is heard anyway needs no turn, and nobody takes the turn from oneself. */
    private @Nullable UUID nextOfRound() {
        var others =
                edit.seats().stream()
                        .filter(seat -> seat.here() && !floor.linked().contains(seat.account()))
                        .sorted(StageSeat.ORDER)
                        .map(StageSeat::account)
                        .filter(account -> turnRefused(account) == null)
                        .toList();
        return others.size() < 2 ? null : floors.longestSilent(edit.tx(), edit.id(), others);
    }

    /** For how long the room reads what somebody wrote in the place of speaking; null who wrote nothing. */
    private @Nullable Duration reading(UUID account) {
        return tools.added().stream()
                .map(part -> part.written(edit, account))
                .filter(Objects::nonNull)
                .findFirst()
                .orElse(null);
    }

    /** Why somebody may not have a turn as they are, or null. */
    @Nullable Problem turnRefused(UUID account) {
        return tools.added().stream()
                .map(part -> part.turnRefused(edit, account))
                .filter(Objects::nonNull)
                .findFirst()
                .orElse(null);
    }

    private boolean isOfferedTo(UUID account) {
        var turn = floor.turn();
        return turn != null && turn.offered() && turn.holder().equals(account);
    }

    private void begin(UUID account, boolean borrowed) {
        began(floor.beginning(account, borrowed, edit.tx().now()));
    }

    private void began(Floor other) {
        become(other);
        setCut();
        var turn = Objects.requireNonNull(floor.turn());
        tools.added().forEach(part -> part.turnBegan(edit, turn));
    }

    private void endTurn(Turn.End how, boolean seatToo) {
        var turn = floor.turn();
        if (turn == null) {
            return;
        }
        var deadlines = tools.parts().deadlines();
        deadlines.cancel(edit.tx(), RoomTimers.TURN, edit.id().toString());
        deadlines.cancel(edit.tx(), RoomTimers.VOTE, edit.id().toString());
        floors.record(edit.tx(), edit.id(), floor, turn, how);
        become(floor.vacant());
        if (turn.offered()) {
            edit.withdraw(turn.holder());
            return;
        }
        if (seatToo && turn.borrowed() && isOrdinary(turn.holder())) {
            edit.removeSeat(turn.holder());
        }
        tools.added().forEach(part -> part.turnEnded(edit, turn, how));
    }

    /** Whether nobody has made more of them meanwhile than a speaker for one turn. */
    private boolean isOrdinary(UUID account) {
        var seat = edit.seat(account);
        return seat != null && seat.role() == Role.SPEAKER && !floor.linked().contains(account);
    }

    private void setCut() {
        var due = cutAt(Objects.requireNonNull(floor.turn()));
        tools.parts().deadlines().set(edit.tx(), RoomTimers.TURN, edit.id().toString(), due);
    }

    private Instant cutAt(Turn turn) {
        return turn.written() ? turn.endsAt() : turn.endsAt().plus(floors.settings().grace());
    }

    private void become(Floor other) {
        floor = other;
        changed = true;
    }
}
