package io.mitalk.social.floor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.UUID;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

final class FairQueueTest {

    private static final Instant NOW = Instant.parse("2026-11-23T20:00:00Z");
    private static final Duration BOUND = Duration.ofMinutes(15);
    private static final FairQueue BALANCED = new FairQueue(FloorMode.BALANCED, BOUND);
    private static final FairQueue PLAIN = new FairQueue(FloorMode.QUEUE, BOUND);

    private static final UUID ALICE = new UUID(0, 1);
    private static final UUID BOB = new UUID(0, 2);
    private static final UUID CAROL = new UUID(0, 3);
    private static final UUID DAN = new UUID(0, 4);

    private static Waiting waiting(UUID who, int minutes, long talkMs, int votes, boolean reply) {
        return new Waiting(who, NOW.minusSeconds(60L * minutes), talkMs, votes, reply, null);
    }

    private static Waiting lifted(Waiting one, int secondsAgo) {
        var lift = new Waiting.Lift(DAN, NOW.minusSeconds(secondsAgo), "to the point");
        return new Waiting(
                one.account(), one.since(), one.talkMs(), one.votes(), one.reply(), lift);
    }

    private static List<UUID> order(FairQueue queue, List<Waiting> all, FairQueue.Talk talk) {
        return queue.order(all, talk, NOW).stream()
                .map(place -> place.waiting().account())
                .toList();
    }

    @Test
    @DisplayName(
            "[P1] the published example: Dan before Alice by the tie rule, then Carol, then Bob")
    void example() {
        long total = 600_000;
        var dan = waiting(DAN, 5, 0, 0, false);
        var alice = waiting(ALICE, 2, 0, 3, false);
        var carol = waiting(CAROL, 0, 60_000, 0, true);
        var bob = waiting(BOB, 6, total * 4 / 10, 0, false);
        var talk = new FairQueue.Talk(total, 5);
        var places = BALANCED.order(List.of(alice, bob, carol, dan), talk, NOW);
        assertThat(places)
                .extracting(place -> place.waiting().account())
                .containsExactly(DAN, ALICE, CAROL, BOB);
        assertThat(places.stream().map(place -> place.terms().score()).toList())
                .usingComparatorForType((a, b) -> Math.abs(a - b) < 1e-9 ? 0 : 1, Double.class)
                .containsExactly(8.0, 8.0, 4.0, 2.0);
        assertThat(places.get(3).terms().share()).isCloseTo(-4, within(1e-9));
    }

    @Test
    @DisplayName("[P1] the same people give the same order, whatever order they are told in")
    void deterministic() {
        var random = new Random(7);
        for (int run = 0; run < 200; run++) {
            var all = new ArrayList<Waiting>();
            for (int i = 0; i < 12; i++) {
                var id = new UUID(0, i);
                var one =
                        waiting(
                                id,
                                random.nextInt(20),
                                random.nextInt(3) * 30_000L,
                                random.nextInt(4),
                                random.nextBoolean());
                all.add(random.nextInt(6) == 0 ? lifted(one, random.nextInt(3)) : one);
            }
            var talk = new FairQueue.Talk(400_000, 12);
            var first = order(BALANCED, all, talk);
            Collections.shuffle(all, random);
            assertThat(order(BALANCED, all, talk)).isEqualTo(first);
        }
    }

    @Test
    @DisplayName("[P1] who waits longer than fifteen minutes is behind nobody who came later")
    void bounded() {
        var talker = waiting(ALICE, 16, 500_000, 0, false);
        var longer = waiting(BOB, 17, 0, 0, false);
        var popular = waiting(CAROL, 1, 0, 500, true);
        assertThat(
                        order(
                                BALANCED,
                                List.of(popular, talker, longer),
                                new FairQueue.Talk(500_000, 3)))
                .containsExactly(BOB, ALICE, CAROL);
        assertThat(
                        order(
                                BALANCED,
                                List.of(popular, waiting(ALICE, 15, 500_000, 0, false)),
                                new FairQueue.Talk(500_000, 3)))
                .containsExactly(CAROL, ALICE);
    }

    @Test
    @DisplayName("talk in many tiny turns weighs as much as in one: only seconds count")
    void splitTurns() {
        var talk = new FairQueue.Talk(100_000, 2);
        assertThat(
                        order(
                                BALANCED,
                                List.of(
                                        waiting(ALICE, 3, 60_000, 0, false),
                                        waiting(BOB, 2, 40_000, 0, false)),
                                talk))
                .containsExactly(BOB, ALICE);
    }

    @Test
    @DisplayName(
            "[Y2] a moderator's exception goes first, the latest of several, and only that in the plain queue")
    void exceptions() {
        var early = waiting(ALICE, 9, 0, 0, false);
        var late = waiting(BOB, 1, 0, 0, false);
        var last = waiting(CAROL, 0, 0, 9, true);
        var talk = new FairQueue.Talk(0, 3);
        assertThat(order(PLAIN, List.of(last, late, early), talk))
                .containsExactly(ALICE, BOB, CAROL);
        assertThat(order(PLAIN, List.of(lifted(last, 9), lifted(late, 3), early), talk))
                .containsExactly(BOB, CAROL, ALICE);
        assertThat(order(BALANCED, List.of(early, lifted(late, 1), last), talk).getFirst())
                .isEqualTo(BOB);
    }

    @Test
    @DisplayName(
            "three of five make a majority of sixty percent, two of two do not count, one branch is one voice")
    void ballot() {
        var ballot = new Ballot(3, 60, Duration.ofMinutes(1));
        assertThat(ballot.carries(votes(true, true, true))).isTrue();
        assertThat(ballot.carries(votes(true, true, true, false, false))).isTrue();
        assertThat(ballot.carries(votes(true, true, false, false, true, false))).isFalse();
        assertThat(ballot.carries(votes(true, true))).isFalse();
        var claque = new ArrayList<>(votes(true));
        for (int i = 10; i < 20; i++) {
            claque.add(new Ballot.Vote(new UUID(1, i), new UUID(9, 9), true, NOW.plusSeconds(i)));
        }
        assertThat(ballot.carries(claque)).as("ten friends and one other").isFalse();
        claque.addAll(votes(true, true));
        assertThat(ballot.carries(claque)).isTrue();
    }

    private static List<Ballot.Vote> votes(boolean... more) {
        var votes = new ArrayList<Ballot.Vote>();
        for (boolean one : more) {
            var voter = new UUID(more.length, votes.size());
            votes.add(new Ballot.Vote(voter, voter, one, NOW));
        }
        return votes;
    }
}
