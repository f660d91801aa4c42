package io.mitalk.media.impair;

/**
 * Immutable. What happens to the datagrams of one direction. Probabilities are 0 to 1, times milliseconds.
 *
 * @param twice the share that arrives two times
 */
public record Impairment(Loss loss, Way way, Detour detour, double twice, Line line) {

    /** Nothing happens. */
    public static final Impairment NONE =
            new Impairment(new Loss(0, 0, 1), new Way(0, 0), new Detour(0, 0), 0, new Line(0, 0));

    /**
     * Losses by the model of Gilbert and Elliott ("Estimates of error rates for codes on burst-noise channels", 1963):
     * a bad line loses everything, a good one {@code ofGood}.
     *
     * @param turnsBad before each datagram, when the line is good
     * @param turnsGood before each datagram, when the line is bad
     */
    public record Loss(double ofGood, double turnsBad, double turnsGood) {}

    /** Every datagram takes {@code delayMs} and up to {@code jitterMs} on top, evenly; they keep their order. */
    public record Way(int delayMs, int jitterMs) {}

    /** A share of datagrams is held for {@code holdMs} more, so that later ones overtake it. */
    public record Detour(double share, int holdMs) {}

    /**
     * The rate of the line, 0 for no limit; what would have to wait longer for it than {@code queueMs} is lost.
     */
    public record Line(int bytesPerSecond, int queueMs) {}

    /** Losses that know nothing of each other. */
    public static Impairment lossy(double loss) {
        return NONE.losing(new Loss(loss, 0, 1));
    }

    /** The same share of losses, in bursts of {@code length} datagrams on average. */
    public static Impairment bursts(double loss, double length) {
        double turnsGood = 1 / length;
        return NONE.losing(new Loss(0, loss * turnsGood / (1 - loss), turnsGood));
    }

    private Impairment losing(Loss other) {
        return new Impairment(other, way, detour, twice, line);
    }

    /** The same with a way to go. */
    public Impairment delayed(int delay, int jitter) {
        return new Impairment(loss, new Way(delay, jitter), detour, twice, line);
    }

    /** The same, with a share of datagrams that later ones overtake. */
    public Impairment overtaking(double share, int hold) {
        return new Impairment(loss, way, new Detour(share, hold), twice, line);
    }

    /** The same, with a share of datagrams that arrive two times. */
    public Impairment repeating(double share) {
        return new Impairment(loss, way, detour, share, line);
    }

    /** The same over a line of this rate, before which at most {@code queue} milliseconds wait. */
    public Impairment limited(int rate, int queue) {
        return new Impairment(loss, way, detour, twice, new Line(rate, queue));
    }
}
