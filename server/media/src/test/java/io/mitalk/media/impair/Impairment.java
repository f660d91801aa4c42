package io.mitalk.media.impair;

/**
 * Immutable. What happens to the datagrams of one direction. Probabilities are 0 to 1, times milliseconds.
 *
 * <p>Losses come from the model of Gilbert and Elliott ("Estimates of error rates for codes on burst-noise channels",
 * 1963): the line is good or bad; a bad line loses everything, a good one {@code loss}.
 *
 * @param loss of a good line
 * @param turnsBad before each datagram, when the line is good
 * @param turnsGood before each datagram, when the line is bad
 * @param delayMs every datagram takes this
 * @param jitterMs and up to this on top, evenly; datagrams keep their order
 * @param heldBack is held for {@code holdMs} more, so that later ones overtake it
 * @param holdMs see {@code heldBack}
 * @param twice arrives two times
 * @param bytesPerSecond the rate of the line; 0 for no limit
 * @param queueMs what would have to wait longer for the line than this is lost
 */
public record Impairment(
        double loss,
        double turnsBad,
        double turnsGood,
        int delayMs,
        int jitterMs,
        double heldBack,
        int holdMs,
        double twice,
        int bytesPerSecond,
        int queueMs) {

    /** Nothing happens. */
    public static final Impairment NONE = new Impairment(0, 0, 1, 0, 0, 0, 0, 0, 0, 0);

    /** Losses that know nothing of each other. */
    public static Impairment lossy(double loss) {
        return new Impairment(loss, 0, 1, 0, 0, 0, 0, 0, 0, 0);
    }

    /** The same share of losses, in bursts of {@code length} datagrams on average. */
    public static Impairment bursts(double loss, double length) {
        double turnsGood = 1 / length;
        return new Impairment(0, loss * turnsGood / (1 - loss), turnsGood, 0, 0, 0, 0, 0, 0, 0);
    }

    /** The same with a way to go. */
    public Impairment delayed(int delay, int jitter) {
        return new Impairment(
                loss,
                turnsBad,
                turnsGood,
                delay,
                jitter,
                heldBack,
                holdMs,
                twice,
                bytesPerSecond,
                queueMs);
    }

    /** The same, with a share of datagrams that later ones overtake. */
    public Impairment overtaking(double share, int hold) {
        return new Impairment(
                loss,
                turnsBad,
                turnsGood,
                delayMs,
                jitterMs,
                share,
                hold,
                twice,
                bytesPerSecond,
                queueMs);
    }

    /** The same, with a share of datagrams that arrive two times. */
    public Impairment repeating(double share) {
        return new Impairment(
                loss,
                turnsBad,
                turnsGood,
                delayMs,
                jitterMs,
                heldBack,
                holdMs,
                share,
                bytesPerSecond,
                queueMs);
    }

    /** The same over a line of this rate, before which at most {@code queue} milliseconds wait. */
    public Impairment limited(int rate, int queue) {
        return new Impairment(
                loss, turnsBad, turnsGood, delayMs, jitterMs, heldBack, holdMs, twice, rate, queue);
    }
}
