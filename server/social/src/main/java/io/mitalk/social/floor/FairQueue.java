package io.mitalk.social.floor;

import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Immutable. The order of those who wait, as a function of what everybody in the room may know:
 *
 * <pre>
 * score = waited minutes
 *       + 3 for who has not spoken yet
 *       + 1.5 log2(1 + votes on the question)
 *       + 4 for the right of reply
 *       - 20 max(0, share of the talk - 1/n)
 * </pre>
 *
 * <p>where n people have spoken or wait. Ties go to the earlier hand. Who has waited longer than the bound goes before
 * all others, so that nobody waits for ever behind those who came later. A moderator's exception goes first of all, and
 * says why. In the plain queue only the exceptions and the time count.
 *
 * @param longestWait the bound
 */
public record FairQueue(FloorMode mode, Duration longestWait) {

    private static final double FIRST_TURN = 3;
    private static final double VOTE = 1.5;
    private static final double REPLY = 4;
    private static final double SHARE = 20;
    private static final double MS_PER_MINUTE = 60_000;

    /** Less than this is a cough or a "yes", and no turn. */
    private static final long SPOKEN_MS = 1_000;

    /**
     * Immutable. The terms of a score, each with its weight.
     *
     * @param waited minutes since the hand went up
     * @param share never positive
     */
    public record Terms(double waited, double firstTurn, double votes, double reply, double share) {

        public double score() {
            return waited + firstTurn + votes + reply + share;
        }
    }

    /**
     * Immutable. A place in the queue.
     *
     * @param overdue whether they waited longer than the bound, which alone decides
     */
    public record Place(Waiting waiting, Terms terms, boolean overdue) {}

    /**
     * Immutable. What has been said in the room so far.
     *
     * @param talkMs milliseconds of speech of all
     * @param people who have spoken or wait; at least 1
     */
    public record Talk(long talkMs, int people) {

        private double excess(Waiting one) {
            if (talkMs == 0) {
                return 0;
            }
            return Math.max(0, (double) one.talkMs() / talkMs - 1.0 / Math.max(1, people));
        }
    }

    /** Those who wait, the next one first. */
    public List<Place> order(List<Waiting> waiting, Talk talk, Instant now) {
        return waiting.stream().map(one -> place(one, talk, now)).sorted(comparator()).toList();
    }

    private Place place(Waiting one, Talk talk, Instant now) {
        var since = Duration.between(one.since(), now);
        var terms =
                new Terms(
                        since.toMillis() / MS_PER_MINUTE,
                        one.talkMs() < SPOKEN_MS ? FIRST_TURN : 0,
                        VOTE * Math.log(1 + one.votes()) / Math.log(2),
                        one.reply() ? REPLY : 0,
                        0.0 - SHARE * talk.excess(one));
        return new Place(one, terms, since.compareTo(longestWait) > 0);
    }

    private Comparator<Place> comparator() {
        var exceptions =
                Comparator.<Place, @Nullable Instant>comparing(
                        place ->
                                place.waiting().lift() == null ? null : place.waiting().lift().at(),
                        Comparator.nullsLast(Comparator.reverseOrder()));
        var earlier =
                Comparator.<Place, Instant>comparing(place -> place.waiting().since())
                        .thenComparing(place -> place.waiting().account());
        return switch (mode) {
            case BALANCED ->
                    exceptions
                            .thenComparing(place -> !place.overdue())
                            .thenComparingDouble(
                                    place -> place.overdue() ? 0 : -rounded(place.terms()))
                            .thenComparing(earlier);
            case FREE, CHAIR, QUEUE, ROUND -> exceptions.thenComparing(earlier);
        };
    }

    /** Differences that nobody sees are ties, and ties go to the earlier hand. */
    private static double rounded(Terms terms) {
        return Math.round(terms.score() * 100) / 100.0;
    }
}
