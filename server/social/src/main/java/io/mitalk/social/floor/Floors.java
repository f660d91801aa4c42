package io.mitalk.social.floor;

import io.mitalk.db.Tx;
import io.mitalk.http.ProblemRaised;
import io.mitalk.kit.id.Uuid7;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Thread-safe. What is known of floors; who changes one holds the lock of its room's row. */
public final class Floors {

    private static final FloorStore.Special NOTHING_SPECIAL = new FloorStore.Special(false, null);

    private final FloorSettings settings;
    private final Uuid7 ids;

    public Floors(FloorSettings settings, Uuid7 ids) {
        this.settings = settings;
        this.ids = ids;
    }

    public FloorSettings settings() {
        return settings;
    }

    /** The floor of a room. */
    public Floor of(Tx tx, UUID room) {
        return Objects.requireNonNullElseGet(
                FloorStore.find(tx, room), () -> Floor.free(settings.box()));
    }

    /** Keeps what the floor of a room has become. */
    public void save(Tx tx, UUID room, Floor floor) {
        FloorStore.save(tx, room, floor);
    }

    /** Somebody whose hand is up. */
    public record Hand(UUID account, Instant since) {}

    /**
     * Those who wait, the next one first.
     *
     * @param hands all hands that are up
     */
    public List<FairQueue.Place> queue(Tx tx, UUID room, FloorMode mode, Collection<Hand> hands) {
        if (hands.isEmpty()) {
            return List.of();
        }
        var specials = FloorStore.specials(tx, room);
        var talk = FloorStore.talk(tx, room);
        var votes = FloorStore.questionVotes(tx, room, settings.ballot().sameVoice());
        var waiting =
                hands.stream()
                        .map(
                                hand -> {
                                    var special =
                                            specials.getOrDefault(hand.account(), NOTHING_SPECIAL);
                                    return new Waiting(
                                            hand.account(),
                                            hand.since(),
                                            talk.getOrDefault(hand.account(), 0L),
                                            votes.getOrDefault(hand.account(), 0),
                                            special.reply(),
                                            special.lift());
                                })
                        .toList();
        return new FairQueue(mode, settings.longestWait())
                .order(waiting, talk(talk, hands), tx.now());
    }

    private static FairQueue.Talk talk(Map<UUID, Long> talk, Collection<Hand> hands) {
        var people = new HashSet<>(talk.keySet());
        hands.forEach(hand -> people.add(hand.account()));
        return new FairQueue.Talk(
                talk.values().stream().mapToLong(Long::longValue).sum(), people.size());
    }

    /** Of the accounts given, the one whose last turn was longest ago; who had none yet goes first, in their order. */
    public @Nullable UUID longestSilent(Tx tx, UUID room, List<UUID> accounts) {
        var ended =
                FloorStore.lastTurns(tx, room).stream()
                        .collect(
                                Collectors.toMap(
                                        FloorStore.Spoken::account, FloorStore.Spoken::ended));
        UUID first = null;
        Instant firstEnded = Instant.MAX;
        for (var account : accounts) {
            var last = ended.getOrDefault(account, Instant.MIN);
            if (last.isBefore(firstEnded)) {
                first = account;
                firstEnded = last;
            }
        }
        return first;
    }

    /**
     * Lets somebody queue again only when they have listened for a while.
     *
     * @throws ProblemRaised {@code just-spoke}
     */
    public void refuseJustSpoke(Tx tx, UUID room, UUID account) throws ProblemRaised {
        for (var spoken : FloorStore.lastTurns(tx, room)) {
            var length = Duration.between(spoken.began(), spoken.ended());
            var again = spoken.ended().plus(length.multipliedBy(settings.rest()).dividedBy(100));
            if (spoken.account().equals(account) && tx.now().isBefore(again)) {
                throw FloorProblems.JUST_SPOKE
                        .raise()
                        .retryAfterMs(Duration.between(tx.now(), again).toMillis());
            }
        }
    }

    /** Puts somebody who waits next, and says why; the exception goes with the hand. */
    public void lift(Tx tx, UUID room, UUID account, Waiting.Lift lift) {
        FloorStore.lift(tx, room, account, lift);
    }

    /** Gives somebody who waits the right of reply, or takes it back. */
    public void reply(Tx tx, UUID room, UUID account, boolean granted) {
        FloorStore.reply(tx, room, account, granted);
    }

    /** A hand went down, and with it what was special about it. */
    public void handDown(Tx tx, UUID room, UUID account) {
        FloorStore.forget(tx, room, account);
    }

    /** The room is over. */
    public void forget(Tx tx, UUID room) {
        FloorStore.forget(tx, room);
        FloorStore.dropVotes(tx, room);
    }

    /** Writes down a turn that was spoken and is over, and forgets the votes on it. */
    public void record(Tx tx, UUID room, Floor floor, Turn turn, Turn.End how) {
        FloorStore.dropVotes(tx, room);
        if (!turn.offered()) {
            FloorStore.record(tx, ids.next(), room, floor, turn, how);
        }
    }

    /** Takes votes on more time for the running turn, by voter whether they want it; needs no lock. */
    public void vote(Tx tx, UUID room, Map<UUID, Boolean> votes) {
        FloorStore.vote(tx, room, votes);
    }

    /** How the votes stand so far, without looking at whose they are. */
    public Standing standing(Tx tx, UUID room) {
        return FloorStore.standing(tx, room);
    }

    /** Whether the votes so far extend the turn. */
    public boolean carried(Tx tx, UUID room) {
        return settings.ballot().carries(FloorStore.votes(tx, room));
    }

    /** Forgets the votes, once they are counted. */
    public void dropVotes(Tx tx, UUID room) {
        FloorStore.dropVotes(tx, room);
    }

    /** Immutable. Votes on more time. */
    public record Standing(int more, int votes) {}
}
